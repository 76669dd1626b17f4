import type { Hertz } from '../../domain/units.js';

/** Frequencies in which strokes are heard. */
export interface Band {
  readonly low: Hertz;
  readonly high: Hertz;
}

export const kick: Band = { low: 30, high: 140 };
export const snare: Band = { low: 400, high: 5000 };

/** Parts of a beat in which strokes are counted. */
export const subdivisions = 12;

/** The level of an amplitude (1: full scale): those well below 1 / 100 are not heard as strokes. */
export const strokeLevel = (amplitude: number): number => Math.log1p(100 * amplitude);
