import type { Hertz } from '../../domain/units.js';
import type { BandEnergies } from './bandEnergies.js';

export interface OnsetOptions {
  /** Power below which a band counts as silent, one value a band. */
  readonly floor: Float32Array;
  /** Only bands whose centre lies in [from, to). */
  readonly from?: Hertz;
  readonly to?: Hertz;
}

/**
 * Onset strength [frames] by spectral flux of log energies with a maximum filter over neighbouring bands, which hides
 * vibrato (SuperFlux: Böck & Widmer, DAFx 2013). Compared with two frames before; mean over the bands, in nepers.
 */
export function onsetStrength(energies: BandEnergies, options: OnsetOptions): Float32Array {
  const { frames, bands, centres, energy } = energies;
  const { from = 0, to = Infinity, floor } = options;
  const first = centres.findIndex((hz) => hz >= from);
  const end = centres.findLastIndex((hz) => hz < to) + 1;
  const out = new Float32Array(frames);
  if (first < 0 || end <= first) return out;
  const logs = new Float32Array(frames * bands);
  for (let i = 0; i < logs.length; i++) logs[i] = 0.5 * Math.log(1 + energy[i] / floor[i % bands]);
  const lag = 2;
  for (let t = lag; t < frames; t++) {
    let sum = 0;
    for (let b = first; b < end; b++) {
      const before = (t - lag) * bands + b;
      let most = logs[before];
      if (b > 0) most = Math.max(most, logs[before - 1]);
      if (b < bands - 1) most = Math.max(most, logs[before + 1]);
      sum += Math.max(0, logs[t * bands + b] - most);
    }
    // The rise lies between the two frames compared.
    out[t - 1] = sum / (end - first);
  }
  return out;
}
