import { sampleRate } from '../../domain/audio.js';
import type { Hertz, Semitones } from '../../domain/units.js';
import { spectrumAt } from '../signal/spectrumAt.js';
import { windowSize, type SemitoneFilter } from './semitoneFilters.js';
import { frequencyOf } from './semitoneGrid.js';

/** Rows of half semitones from A1 (55 Hz, the middle of row 0) to 2,154 Hz. Changed, they are another version of the input `semitones` (inputVersions). */
export const halfSemitones = 128;
const lowest = 33;
const rowsPerSemitone = 2;
/** Rows more on both sides, so that all seven shifts of a part are views of one spectrogram. */
const margin = 3 * rowsPerSemitone;
export const wideRows = halfSemitones + 2 * margin;

/** Tones are as loud as in a mel band below 1 kHz, whose triangle is 0.035 high. */
const level = 0.035 / (windowSize / 2048) ** 2;

/** Frequency of the middle of a row, as it is without a shift. */
export const rowFrequency = (row: number): Hertz => frequencyOf(lowest + row / rowsPerSemitone);

/** A triangle that ends at the middles of the next rows, or a bin away where those are nearer than bins. */
function filterOf(row: number): SemitoneFilter {
  const width = sampleRate / windowSize;
  const middle = rowFrequency(row);
  const reach = Math.max(width, rowFrequency(row + 1) - middle);
  const first = Math.ceil((middle - reach) / width);
  const last = Math.floor((middle + reach) / width);
  const weights = Float64Array.from({ length: last - first + 1 }, (_, i) =>
    Math.max(0, level * (1 - Math.abs((first + i) * width - middle) / reach)),
  );
  return { first, weights };
}

/**
 * Energies of half semitones of a mono stem of 44.1 kHz at the grid's times, [time, 140]: for each time one Hann-windowed FFT of 8192 centred there, its power weighted by
 * triangles. Bins are 5.4 Hz wide: from 180 Hz on neighbouring semitones are told apart (in mel bands from 1 kHz on). `gain`: linear, of the stem.
 */
export function halfSemitoneEnergies(signal: Float32Array, times: Float64Array, gain = 1): Float32Array {
  const filters = Array.from({ length: wideRows }, (_, row) => filterOf(row - margin));
  const spectrum = spectrumAt(windowSize);
  const power = new Float32Array(spectrum.bins);
  const out = new Float32Array(times.length * wideRows);
  for (const [t, time] of times.entries()) {
    spectrum.power(signal, time * sampleRate, power);
    for (const [row, { first, weights }] of filters.entries()) {
      let sum = 0;
      for (let i = 0; i < weights.length; i += 1) sum += weights[i] * power[first + i];
      out[t * wideRows + row] = sum * gain * gain;
    }
  }
  return out;
}

/** How a part sounds that is shifted by −3 to 3 semitones: [time, 140] → [time, 128], moved by two rows a semitone. */
export function shiftedRows(wide: Uint8Array, shift: Semitones): Uint8Array {
  const times = wide.length / wideRows;
  const out = new Uint8Array(times * halfSemitones);
  const first = margin - rowsPerSemitone * shift;
  for (let t = 0; t < times; t += 1) {
    const from = t * wideRows + first;
    out.set(wide.subarray(from, from + halfSemitones), t * halfSemitones);
  }
  return out;
}
