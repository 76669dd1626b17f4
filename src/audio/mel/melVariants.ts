import type { Semitones } from '../../domain/units.js';
import { featureGain } from './featureGain.js';
import { logMel } from './logMel.js';
import { melEnergies } from './melEnergies.js';

/** Shifts within the key rule. */
export const variantShifts: readonly Semitones[] = [-3, -2, -1, 0, 1, 2, 3];

/** The seven key variants (−3 … +3 semitones) of a harmonic stem, as melOnGrid gives them, from one pass of FFTs. */
export const melVariants = (signal: Float32Array, times: Float64Array): readonly Float32Array[] =>
  melEnergies(signal, times, { gain: featureGain(signal), shifts: variantShifts }).map(logMel);
