import type { Semitones } from '../../domain/units.js';
import { amuTerms, type AmuTerms } from './amuTerms.js';
import { harmonicMatch } from './harmonicMatch.js';
import type { PreparedStem } from '../features/prepareStem.js';
import { rhythmicMatch } from './rhythmicMatch.js';
import { spectralBalance } from './spectralBalance.js';

/** The best place of a base section in a candidate. */
export interface AmuMatch extends AmuTerms {
  /** Shift p* to apply to the candidate, −6 … +5. */
  readonly shift: Semitones;
  /** Beat k* of the candidate that falls on the base's first. */
  readonly offset: number;
}

const tie = 1e-12;

/**
 * AutoMashUpper (Davies, Hamel, Yoshii, Goto 2013/2014): the maximum of M(k) over all beat offsets and shifts of the candidate.
 * Of equal places the earliest, of equal shifts the smallest. Throws `too-short` where the candidate is shorter than the base.
 */
export function amu(base: PreparedStem, candidate: PreparedStem): AmuMatch {
  const harmonic = harmonicMatch(base, candidate);
  const rhythmic = rhythmicMatch(base, candidate);
  const spectral = spectralBalance(base, candidate);
  let best: AmuMatch | undefined;
  for (let k = 0; k < rhythmic.length; k++) {
    const terms = amuTerms(harmonic.values[k], rhythmic[k], spectral[k]);
    if (best === undefined || terms.total > best.total + tie)
      best = { ...terms, shift: harmonic.shifts[k], offset: k };
  }
  // offsetsOf has refused an empty range, so there is at least one k.
  return best as AmuMatch;
}
