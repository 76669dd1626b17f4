/** AutoMashUpper's score and its reasons; each term lies in 0 … 1, the total in 0 … 1.4. */
export interface AmuTerms {
  readonly total: number;
  readonly harmonic: number;
  readonly rhythmic: number;
  readonly spectral: number;
}

/** Weight of the rhythmic and of the spectral term (Davies et al. 2014). */
const weight = 0.2;

/** Adds the terms: M = M_H + 0.2 · M_R + 0.2 · M_L. */
export const amuTerms = (harmonic: number, rhythmic: number, spectral: number): AmuTerms => ({
  total: harmonic + weight * rhythmic + weight * spectral,
  harmonic,
  rhythmic,
  spectral,
});
