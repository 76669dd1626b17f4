import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import { drawUnmatched } from '../../../src/mashability/conditions/drawUnmatched.js';
import { facts } from './facts.js';

const seed = facts('seed');
/** In the tempo rule in another key; in the key rule at another tempo; neither. */
const otherKey = facts('key', { key: { tonic: 6, mode: 'major' } });
const otherTempo = facts('tempo', { bpm: 107 });
const neither = facts('neither', { bpm: 107, key: { tonic: 6, mode: 'major' } });

function shares(catalogue: Parameters<typeof drawUnmatched>[1], draws: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (let i = 0; i < draws; i++) {
    const kind = drawUnmatched(seed, catalogue, randomFrom('shares', `${i}`))?.condition ?? 'none';
    counts[kind] = (counts[kind] ?? 0) + 1 / draws;
  }
  return counts;
}

describe('drawUnmatched', () => {
  it('draws the three kinds in equal shares', () => {
    const counts = shares([seed, otherKey, otherTempo, neither], 6000);
    expect(Object.keys(counts).sort()).toEqual(['unmatched-key', 'unmatched-key-tempo', 'unmatched-tempo']);
    for (const share of Object.values(counts)) expect(Math.abs(share - 1 / 3)).toBeLessThan(0.025);
  });

  it('takes another kind where the catalogue has no partner for the one drawn', () => {
    expect(shares([seed, otherKey], 50)).toEqual({ 'unmatched-key': expect.closeTo(1, 9) as number });
  });

  it('is undefined where there is no partner at all', () => {
    expect(drawUnmatched(seed, [seed, facts('twin')], randomFrom('none'))).toBeUndefined();
  });
});
