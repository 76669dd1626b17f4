import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainAmu } from '../../../bench/plainAmu.js';
import { randomFrom } from '../../../src/domain/random.js';
import { amu } from '../../../src/mashability/amu/amu.js';
import { harmonicMatch } from '../../../src/mashability/amu/harmonicMatch.js';
import { prepareStem } from '../../../src/mashability/features/prepareStem.js';
import { rhythmicMatch } from '../../../src/mashability/amu/rhythmicMatch.js';
import type { RuleFeatures } from '../../../src/mashability/features/ruleFeatures.js';
import { spectralBalance } from '../../../src/mashability/amu/spectralBalance.js';
import { planted } from './planted.js';
import { randomFeatures } from './randomFeatures.js';

/** Some beats silent, some almost, some very loud: where fast sums lose digits. */
function uneven(features: RuleFeatures, random: ReturnType<typeof randomFrom>): RuleFeatures {
  const scale = Array.from({ length: features.beats }, () => [0, 1e-9, 1e-4, 1, 1, 1e3][random.int(6)]);
  const scaled = (values: Float32Array): Float32Array =>
    values.map((x, i) => x * scale[Math.floor((i * features.beats) / values.length)]);
  return {
    beats: features.beats,
    chroma: scaled(features.chroma),
    onsets: scaled(features.onsets),
    bands: scaled(features.bands),
  };
}

const farthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  a.length === b.length ? Math.max(...Array.from(a, (x, i) => Math.abs(x - b[i]))) : Infinity;

const expectEqual = (base: RuleFeatures, candidate: RuleFeatures): void => {
  const plain = plainAmu(base, candidate);
  const [b, c] = [prepareStem(base), prepareStem(candidate)];
  expect(farthest(harmonicMatch(b, c).values, plain.harmonic)).toBeLessThan(1e-9);
  expect(farthest(rhythmicMatch(b, c), plain.rhythmic)).toBeLessThan(1e-9);
  expect(farthest(spectralBalance(b, c), plain.spectral)).toBeLessThan(1e-9);
  const match = amu(b, c);
  expect(Math.abs(match.total - plain.total[plain.offset])).toBeLessThan(1e-9);
  expect(Math.abs(match.total - plain.total[match.offset])).toBeLessThan(1e-9);
};

describe('amu', () => {
  it('equals the plain formula to 1e-9 on random features of any length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(80), fc.string(), (beats, more, seed) => {
        const random = randomFrom(seed);
        expectEqual(randomFeatures(random, beats), randomFeatures(random, beats + more));
      }),
      { numRuns: 40 },
    );
  });

  it('equals the plain formula to 1e-9 where beats are silent, nearly silent and very loud', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(110), fc.string(), (beats, more, seed) => {
        const random = randomFrom(seed);
        const [base, candidate] = [beats, beats + more].map((n) => uneven(randomFeatures(random, n), random));
        expectEqual(base, candidate);
      }),
      { numRuns: 60 },
    );
  });

  it('finds a planted section by all terms together', () => {
    const { base, candidate } = planted(20, 2);
    candidate.onsets.set(base.onsets, 20 * 24);
    const match = amu(prepareStem(base), prepareStem(candidate));
    expect(match).toMatchObject({ offset: 20, shift: -2 });
    expect(match.harmonic).toBeCloseTo(1, 12);
    expect(match.rhythmic).toBeCloseTo(1, 12);
    expect(match.total).toBeCloseTo(1.2 + 0.2 * match.spectral, 12);
  });

  it('lets rhythm decide between two places of equal harmony (known mistake: no rhythm term)', () => {
    const { base, candidate } = planted(8, 0);
    const oneChord = (beats: number) =>
      Float32Array.from({ length: beats * 12 }, (_, i) => base.chroma[i % 12]);
    candidate.onsets.set(base.onsets, 33 * 24);
    candidate.bands.fill(1);
    const match = amu(
      prepareStem({ ...base, chroma: oneChord(64) }),
      prepareStem({ ...candidate, chroma: oneChord(128) }),
    );
    expect(match.offset).toBe(33);
    expect(match.rhythmic).toBeCloseTo(1, 12);
  });
});
