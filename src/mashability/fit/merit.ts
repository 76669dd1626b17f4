import type { Semitones } from '../../domain/units.js';
import type { PlacedStem } from '../features/placedStem.js';
import { harmonicFits, onsetFit, repetitionFit, repetitionFits } from './fitPairs.js';
import { fitStem } from './fitStem.js';
import { usualOfAll } from './usual.js';

// How well two parts agree beyond what each gives everybody: 0 is what strangers in one key come to.

/**
 * What it counts for that two parts repeat themselves at the same places: by conditional logistic regression in five folds over the rendered windows
 * (docs/benchmarks.md), notes 0.16 to 0.24 and strokes 0.07 to 0.09 of the harmony's 1, strokes with drums 0.3 to 1 of the strokes' own.
 */
export const repetitionWeights = { notes: 0.2, strokes: 0.08, withDrums: 0.45 } as const;

/** Of a voice and a harmony, by the shift of the harmony. */
export function harmonicMerit(voice: PlacedStem, harmony: PlacedStem): (shift: Semitones) => number {
  const fits = harmonicFits(voice, harmony);
  const usual = fitStem(voice.stem).usual.withHarmonies + fitStem(harmony.stem).usual.withVoices - usualOfAll;
  const repetition = repetitionFits(voice, harmony);
  const repeated =
    repetitionWeights.notes * repetition('notes') + repetitionWeights.strokes * repetition('strokes');
  return (shift) => fits(shift - voice.shift) - usual + repeated;
}

/**
 * Of the strokes of a part and drums. What drums give all parts is left in: taken out as well, their own are found among others a little less often
 * (0.60 in place of 0.61), and their own voices no better.
 */
export const strokeMerit = (part: PlacedStem, drums: PlacedStem): number =>
  onsetFit(part, drums) -
  fitStem(part.stem).usual.withDrums +
  repetitionWeights.withDrums * repetitionFit(part, drums, 'strokes');
