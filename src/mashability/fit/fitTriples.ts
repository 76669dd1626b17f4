import type { PlacedStem } from '../features/placedStem.js';
import { harmonicMerit, strokeMerit } from './merit.js';

/** The terms of the fit of three parts, each less what the parts give everybody, and what they come to. */
export interface FitTerms {
  readonly total: number;
  readonly harmonic: number;
  /** Voice and drums. */
  readonly rhythmic: number;
  /** Harmony and drums. */
  readonly groove: number;
}

/**
 * What strokes together count beside the harmony: by conditional logistic regression over the rendered windows of 90 compositions (voice, harmony and
 * drums written together against matched ones; docs/benchmarks.md), cross-validated over compositions. What keys, singing and stretches count for is
 * ours: no more than a little more or less harmony, and the keys decide where the ear hardly tells two shifts apart.
 */
export const fitWeights = {
  harmonic: 1,
  rhythmic: 0.1,
  groove: 0.17,
  key: 0.1,
  voice: 0.3,
  ease: 0.03,
} as const;

/** All triples of a voice with harmonies and drums, [harmonics][percussions]; drums say nothing of harmony. */
export function fitTriples(
  vocal: PlacedStem,
  harmonics: readonly PlacedStem[],
  percussions: readonly PlacedStem[],
): readonly (readonly FitTerms[])[] {
  const rhythms = percussions.map((percussion) => strokeMerit(vocal, percussion));
  return harmonics.map((part) => {
    const harmonic = harmonicMerit(vocal, part)(part.shift);
    return percussions.map((percussion, p) => {
      const [rhythmic, groove] = [rhythms[p], strokeMerit(...inOneTime(part, percussion))];
      const total =
        fitWeights.harmonic * harmonic + fitWeights.rhythmic * rhythmic + fitWeights.groove * groove;
      return { total, harmonic, rhythmic, groove };
    });
  });
}

/**
 * Harmony and drums that are both in half or both in double time are judged in beats of their own: in the voice's all that play so have much in common, of which
 * the panel knows nothing.
 */
function inOneTime(harmonic: PlacedStem, percussion: PlacedStem): readonly [PlacedStem, PlacedStem] {
  const [a, b] = [harmonic.own, percussion.own];
  if (!a || a.ratio !== b?.ratio) return [harmonic, percussion];
  return [
    { ...harmonic, stem: a.stem },
    { ...percussion, stem: b.stem },
  ];
}
