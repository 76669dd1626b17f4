import type { Semitones } from '../../domain/units.js';
import type { PlacedStem } from '../features/placedStem.js';
import { harmonicFits, onsetFit } from './fitPairs.js';
import { fitStem } from './fitStem.js';
import { usualOfAll } from './usual.js';

// How well two parts agree beyond what each gives everybody: 0 is what strangers in one key come to.

/** Of a voice and a harmony, by the shift of the harmony. */
export function harmonicMerit(voice: PlacedStem, harmony: PlacedStem): (shift: Semitones) => number {
  const fits = harmonicFits(voice, harmony);
  const usual = fitStem(voice.stem).usual.withHarmonies + fitStem(harmony.stem).usual.withVoices - usualOfAll;
  return (shift) => fits(shift - voice.shift) - usual;
}

/**
 * Of the strokes of a part and drums. What drums give all parts is left in: taken out as well, their own are found among others a little less often
 * (0.60 in place of 0.61), and their own voices no better.
 */
export const strokeMerit = (part: PlacedStem, drums: PlacedStem): number =>
  onsetFit(part, drums) - fitStem(part.stem).usual.withDrums;
