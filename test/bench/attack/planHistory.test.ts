import { describe, expect, it } from 'vitest';
import { changed, type Library } from '../../../bench/attack/library.js';
import { planHistory, type Step } from '../../../bench/attack/planHistory.js';

const seeds = Array.from({ length: 300 }, (_, i) => `1/${i}`);

/** The libraries that a history goes through. */
function librariesOf(steps: readonly Step[]): readonly Library[] {
  let library: Library = new Map();
  return steps.map((step) => {
    if (step.do !== 'run' && step.do !== 'narrow' && step.do !== 'kill') library = changed(library, step);
    return library;
  });
}

describe('random histories', () => {
  it('are the same by the same seed, and others by another', () => {
    expect(planHistory('a')).toEqual(planHistory('a'));
    expect(planHistory('a')).not.toEqual(planHistory('b'));
  });

  it('hold every kind of step, and end with a run', () => {
    const all = seeds.map(planHistory);
    expect(new Set(all.flat().map((step) => step.do))).toEqual(
      new Set([
        ...['add', 'replace', 'correct', 'take back', 'hand over', 'rename', 'remove'],
        ...['run', 'narrow', 'kill'],
      ]),
    );
    for (const steps of all) expect(steps.at(-1)).toEqual({ do: 'run' });
  });

  it('are possible, and give corrections to one copy of a song at most', () => {
    for (const library of seeds.flatMap((seed) => librariesOf(planHistory(seed)))) {
      const corrected = [...library.values()].flatMap(({ song, sidecar }) => (sidecar ? [song] : []));
      expect(new Set(corrected).size).toBe(corrected.length);
    }
  });
});
