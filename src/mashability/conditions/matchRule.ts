import type { Meter } from '../../domain/music/grid.js';
import type { Key } from '../../domain/music/key.js';
import { keyShift } from '../../domain/music/keyShift.js';
import type { Bpm, Ratio, Semitones } from '../../domain/units.js';

/** How far a partner may be moved. */
export interface MatchRule {
  /** Either way, of the harmonic part. */
  readonly maxShift: Semitones;
  /** Share by which a part may be played faster or slower: 0.12 allows 0.88 … 1.12. */
  readonly maxStretch: Ratio;
}

/** The rule of the method (Huang et al. 2021). */
export const methodRule: MatchRule = { maxShift: 3, maxStretch: 0.2 };

/** May a candidate be shifted to the seed's key, through the relative major? */
export const keyFits = ({ maxShift }: MatchRule, seed: Key, candidate: Key): boolean =>
  Math.abs(keyShift(candidate, seed)) <= maxShift;

/** Ratios of the seed's tempo to the candidate's at which it may be played. */
export const tempoRange = ({ maxStretch }: MatchRule): { readonly low: Ratio; readonly high: Ratio } => ({
  low: 1 - maxStretch,
  high: 1 + maxStretch,
});

/** May a candidate be stretched to the seed's tempo? */
export function tempoFits(rule: MatchRule, seed: Bpm, candidate: Bpm): boolean {
  const { low, high } = tempoRange(rule);
  const ratio = seed / candidate;
  return ratio >= low && ratio <= high;
}

/** Equal meters; an unknown meter (null) equals nothing, not even another unknown one. */
export const meterFits = (a: Meter | null, b: Meter | null): boolean => a !== null && a === b;
