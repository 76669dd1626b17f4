import type { Semitones } from '../../domain/units.js';
import { featureGain } from './featureGain.js';
import { logMel } from './logMel.js';
import { melEnergies } from './melEnergies.js';

/**
 * The feature of a stem: log mel of a mono stem of 44.1 kHz, brought to −23 LUFS over its sounding parts, at the grid's times (seconds,
 * see gridTimes), as if it were `shift` semitones up. [time, 128].
 */
export function melOnGrid(signal: Float32Array, times: Float64Array, shift: Semitones = 0): Float32Array {
  const [energies] = melEnergies(signal, times, { gain: featureGain(signal), shifts: [shift] });
  return logMel(energies);
}
