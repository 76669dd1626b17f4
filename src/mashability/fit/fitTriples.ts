import type { PlacedStem } from '../features/placedStem.js';
import { harmonicFit, onsetFit } from './fitPairs.js';

/** The terms of the fit of three parts, each −1 … 1, and what they come to. */
export interface FitTerms {
  readonly total: number;
  readonly harmonic: number;
  /** Voice and drums. */
  readonly rhythmic: number;
  /** Harmony and drums. */
  readonly groove: number;
}

/**
 * What a stroke together counts beside the harmony: by logistic regression over 195 rendered windows of 99 compositions (voice, harmony and drums
 * written together against matched ones). Held out by composition, the area under ROC is 0.94 with them and without (AutoMashUpper 0.74). What
 * keys, singing and stretches count for is ours: no more than a little more or less harmony, and the keys decide where the ear hardly tells two shifts
 * apart (they bring the CC0 songs' own harmonies back in 0.58 of the cases in place of 0.33).
 */
export const fitWeights = {
  harmonic: 1,
  rhythmic: 0.18,
  groove: 0.1,
  key: 0.1,
  voice: 0.15,
  ease: 0.03,
} as const;

/** All triples of a voice with harmonies and drums, [harmonics][percussions]; drums say nothing of harmony. */
export function fitTriples(
  vocal: PlacedStem,
  harmonics: readonly PlacedStem[],
  percussions: readonly PlacedStem[],
): readonly (readonly FitTerms[])[] {
  const rhythms = percussions.map((percussion) => onsetFit(vocal, percussion));
  return harmonics.map((part) => {
    const harmonic = harmonicFit(vocal, part);
    return percussions.map((percussion, p) => {
      const [rhythmic, groove] = [rhythms[p], onsetFit(part, percussion)];
      const total =
        fitWeights.harmonic * harmonic + fitWeights.rhythmic * rhythmic + fitWeights.groove * groove;
      return { total, harmonic, rhythmic, groove };
    });
  });
}
