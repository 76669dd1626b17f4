import type { Hertz } from '../../domain/units.js';
import { bandEnergies } from '../onsets/bandEnergies.js';

/** How likely a mix holds a voice, from its spectrum alone. */
export interface VoiceLikeness {
  /** Values a second. */
  readonly rate: number;
  /** Loudness of what moves as a voice does, in no unit; compare within one recording only. */
  readonly values: Float32Array;
  /** Mean power, the same times. */
  readonly power: Float32Array;
}

/**
 * A cheap look (about 12 values a second): the energy between 300 and 3,400 Hz against all of it, times how much the
 * spectrum there changes from one frame to the next; sustained instruments change little, voices at every syllable.
 */
export function voiceLikeness(signal: Float32Array, sampleRate: Hertz): VoiceLikeness {
  const hop = Math.round(sampleRate / 12);
  const e = bandEnergies(signal, {
    sampleRate,
    size: 1024,
    hop,
    bandsPerOctave: 6,
    lowest: 60,
    highest: Math.min(5000, 0.45 * sampleRate),
  });
  const values = new Float32Array(e.frames);
  const power = new Float32Array(e.frames);
  for (let t = 0; t < e.frames; t++) {
    let middle = 0;
    let moved = 0;
    let count = 0;
    for (let b = 0; b < e.bands; b++) {
      const now = e.energy[t * e.bands + b];
      power[t] += now;
      if (e.centres[b] < 300 || e.centres[b] > 3400) continue;
      middle += now;
      count++;
      if (t > 0) moved += Math.abs(Math.log((now + 1e-6) / (e.energy[(t - 1) * e.bands + b] + 1e-6)));
    }
    values[t] = power[t] > 1e-4 ? Math.sqrt(middle / power[t]) * Math.min(2, moved / Math.max(1, count)) : 0;
  }
  return { rate: e.rate, values, power };
}
