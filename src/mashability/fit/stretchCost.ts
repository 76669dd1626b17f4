import type { Bpm } from '../../domain/units.js';

/** The stretch that costs 1: where the rankings end unless more is asked for. */
const unit = Math.log(1.12);

/**
 * What it costs a part to be played at another tempo, in no unit: the square of the logarithm of the ratio, 1 at 12 %. A little is not heard, much
 * blurs strokes and colours voices, so it grows smoothly. Ours.
 */
export const stretchCost = (own: Bpm, played: Bpm): number => (Math.log(played / own) / unit) ** 2;
