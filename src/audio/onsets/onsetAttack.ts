import type { Hertz } from '../../domain/units.js';
import { bandEnergies } from './bandEnergies.js';
import { decimate } from '../signal/decimate.js';

/** A finely timed onset strength. */
export interface OnsetAttack {
  /** Values a second, about 400. */
  readonly rate: number;
  readonly strength: Float32Array;
}

/**
 * Rise of the log energy above 150 Hz between two short windows (12 ms) 5 ms apart: blunt in pitch, sharp in time, so that
 * hard attacks stand out over slow ones. [frames]; a click peaks within a millisecond of its place.
 */
export function onsetAttack(signal: Float32Array, sampleRate: Hertz): OnsetAttack {
  const factor = Math.max(1, Math.round(sampleRate / 22_050));
  const rate = sampleRate / factor;
  const hop = Math.round(rate / 400);
  const bands = bandEnergies(decimate(signal, factor), {
    sampleRate: rate,
    size: 256,
    hop,
    bandsPerOctave: 3,
    lowest: 150,
    highest: 0.47 * rate,
  });
  const floor = new Float32Array(bands.bands);
  bands.energy.forEach((e, i) => (floor[i % bands.bands] += (0.05 * e) / bands.frames));
  const logs = bands.energy.map((e, i) => 0.5 * Math.log(1 + e / (floor[i % bands.bands] + 1e-9)));
  const strength = new Float32Array(bands.frames);
  for (let t = 1; t + 1 < bands.frames; t++) {
    let sum = 0;
    for (let b = 0; b < bands.bands; b++) {
      sum += Math.max(0, logs[(t + 1) * bands.bands + b] - logs[(t - 1) * bands.bands + b]);
    }
    strength[t] = sum / bands.bands;
  }
  return { rate: rate / hop, strength };
}
