/** AutoMashUpper's score and its reasons; each term lies in 0 … 1, the total in 0 … 1.4. */
export interface AmuTerms {
  readonly total: number;
  readonly harmonic: number;
  readonly rhythmic: number;
  readonly spectral: number;
}

/** What each term counts for (Davies et al. 2014). */
export const amuWeights = { harmonic: 1, rhythmic: 0.2, spectral: 0.2 } as const;

/** Adds the terms: M = M_H + 0.2 · M_R + 0.2 · M_L. */
export const amuTerms = (harmonic: number, rhythmic: number, spectral: number): AmuTerms => ({
  total: amuWeights.harmonic * harmonic + amuWeights.rhythmic * rhythmic + amuWeights.spectral * spectral,
  harmonic,
  rhythmic,
  spectral,
});
