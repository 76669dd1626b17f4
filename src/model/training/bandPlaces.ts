import { melScale, melShape } from '../../audio/mel/melFilters.js';
import { halfSemitones, rowFrequency } from '../../audio/semitones/halfSemitones.js';
import type { MixInput } from '../../domain/learning/mixTraining.js';
import { melBands } from '../networks/mixBlocks.js';

/** The middle band has 0, the lowest −1, the highest 1. */
const placeOf = (band: number): number => (2 * band) / (melBands - 1) - 1;

const mel = Float64Array.from({ length: melBands }, (_, band) => placeOf(band));
const [low, high] = [melShape.low, melShape.high].map((edge) => melScale.toMel(edge));
const semitones = Float64Array.from({ length: halfSemitones }, (_, row) =>
  placeOf(((melScale.toMel(rowFrequency(row)) - low) / (high - low)) * (melBands + 1) - 1),
);

const places: Readonly<Record<MixInput, Float64Array>> = {
  ...{ mel, semitones },
  both: Float64Array.from({ length: 2 * melBands }, (_, i) => [mel, semitones][i % 2][i >> 1]),
};

/** Where each number of a frame lies among the mel bands, −1 … 1, so that an equaliser does the same to all spectrograms of a sound. */
export const bandPlaces = (input: MixInput = 'mel'): Float64Array => places[input];
