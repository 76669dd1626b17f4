import { sampleRate } from '../../domain/audio.js';
import type { Semitones } from '../../domain/units.js';
import { melFilters, melShape, type MelFilter } from './melFilters.js';
import { spectrumAt } from '../signal/spectrumAt.js';

export interface MelOptions {
  /** Linear gain of the stem, so that it need not be copied; default 1. See featureGain. */
  readonly gain?: number;
  /** Variants to compute from one pass of FFTs; default [0]. */
  readonly shifts?: readonly Semitones[];
}

function applyFilters(
  filters: readonly MelFilter[],
  power: Float32Array,
  scale: number,
  out: Float32Array,
): void {
  filters.forEach(({ first, weights }, band) => {
    let sum = 0;
    for (let i = 0; i < weights.length; i++) sum += weights[i] * power[first + i];
    out[band] = sum * scale;
  });
}

/**
 * Mel energies of a mono stem of 44.1 kHz at the grid's times: for each time one Hann-windowed FFT of 2048 centred there (to the
 * nearest sample), its power |X|² without any normalisation (a full-scale sine on a bin: 512² there), weighted by melFilters. The
 * window sees sound, not beats, so time-stretching leaves the energies alone. One array [time, 128] for each shift, in their order.
 */
export function melEnergies(
  signal: Float32Array,
  times: Float64Array,
  { gain = 1, shifts = [0] }: MelOptions = {},
): readonly Float32Array[] {
  const spectrum = spectrumAt(melShape.size);
  const power = new Float32Array(spectrum.bins);
  const variants = shifts.map((shift) => melFilters(shift));
  const out = variants.map(() => new Float32Array(times.length * melShape.bands));
  for (let t = 0; t < times.length; t++) {
    spectrum.power(signal, times[t] * sampleRate, power);
    const row = [t * melShape.bands, (t + 1) * melShape.bands] as const;
    variants.forEach((filters, v) => applyFilters(filters, power, gain * gain, out[v].subarray(...row)));
  }
  return out;
}
