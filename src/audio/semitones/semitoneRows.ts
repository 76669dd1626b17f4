import { sampleRate } from '../../domain/audio.js';
import type { Cents, Seconds } from '../../domain/units.js';
import { spectrumAt } from '../signal/spectrumAt.js';
import { semitoneFilters, windowSize } from './semitoneFilters.js';
import { rowTimes, semitones } from './semitoneGrid.js';

/**
 * How strongly each semitone sounds in a mono signal at 44.1 kHz, four rows a beat, [4 n, 61]: the root of the power within it, of frames of 0.19 s round the
 * middle of each row. `beats`: n + 1 times, seconds; outside the signal is silence. `tuning`: cents by which the music lies above A = 440 Hz.
 */
export function semitoneRows(
  signal: Float32Array,
  beats: readonly Seconds[],
  { tuning = 0 }: { readonly tuning?: Cents } = {},
): Float32Array {
  const filters = semitoneFilters(tuning);
  const times = rowTimes(beats);
  const out = new Float32Array(times.length * semitones);
  const spectrum = spectrumAt(windowSize);
  const power = new Float32Array(spectrum.bins);
  for (const [row, time] of times.entries()) {
    spectrum.power(signal, time * sampleRate, power);
    for (const [i, { first, weights }] of filters.entries()) {
      let sum = 0;
      for (let k = 0; k < weights.length; k += 1) sum += weights[k] * power[first + k];
      out[row * semitones + i] = Math.sqrt(sum) / (windowSize / 4);
    }
  }
  return out;
}
