import { relativeMajor, type Key } from '../../domain/music/key.js';
import type { Bpm } from '../../domain/units.js';

/** Do the keys have different notes (C major and A minor do not)? */
export const reallyDifferentKey = (a: Key, b: Key): boolean => relativeMajor(a) !== relativeMajor(b);

/**
 * One tempo as another listener (or a beat tracker) may count it: double, triple and quadruple time, their inverses, and the
 * dotted beat (3 : 2), whose beats also fall together in every bar.
 */
const levels = [1 / 4, 1 / 3, 1 / 2, 2 / 3, 1, 3 / 2, 2, 3, 4] as const;
const least = 0.04;

/** Do the tempi differ by more than 4 %, of either one, at every metrical level? */
export function reallyDifferentTempo(a: Bpm, b: Bpm): boolean {
  return levels.every((level) => {
    const ratio = (a * level) / b;
    return Math.abs(ratio - 1) > least && Math.abs(1 / ratio - 1) > least;
  });
}
