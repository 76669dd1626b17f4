import type { Bpm } from '../../domain/units.js';

/** May a candidate be stretched to the seed's tempo? Ratio seed / candidate within [0.8, 1.2] (Huang et al. 2021). */
export function tempoRule(seed: Bpm, candidate: Bpm): boolean {
  const ratio = seed / candidate;
  return ratio >= 0.8 && ratio <= 1.2;
}
