import type { AmuTerms } from './amuTerms.js';

/** Term by term mean. */
export function meanTerms(terms: readonly AmuTerms[]): AmuTerms {
  const mean = (key: keyof AmuTerms): number => terms.reduce((sum, t) => sum + t[key], 0) / terms.length;
  return {
    total: mean('total'),
    harmonic: mean('harmonic'),
    rhythmic: mean('rhythmic'),
    spectral: mean('spectral'),
  };
}
