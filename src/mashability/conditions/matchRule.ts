import type { Ratio, Semitones } from '../../domain/units.js';

/** How far a partner may be moved. */
export interface MatchRule {
  /** Either way, of the harmonic part. */
  readonly maxShift: Semitones;
  /** Share by which a part may be played faster or slower: 0.12 allows 0.88 … 1.12. */
  readonly maxStretch: Ratio;
}

/** The rule of the method (Huang et al. 2021). */
export const methodRule: MatchRule = { maxShift: 3, maxStretch: 0.2 };
