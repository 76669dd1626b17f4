import type { Cents } from '../../domain/units.js';
import type { SpectralPeaks } from './chromaPeaks.js';

/** Chroma [frames, 12], C first: each peak's strength at its pitch class, Hann-shaped within half a semitone of it. */
export function chromagram(peaks: SpectralPeaks, tuning: Cents): Float32Array {
  const out = new Float32Array(peaks.frames * 12);
  for (let t = 0; t < peaks.frames; t++) {
    for (let i = peaks.first[t]; i < peaks.first[t + 1]; i++) {
      const pitch = peaks.pitch[i] - tuning / 100;
      const note = Math.round(pitch);
      const near = 0.5 + 0.5 * Math.cos(2 * Math.PI * (pitch - note));
      out[t * 12 + (((note % 12) + 12) % 12)] += near * peaks.strength[i];
    }
  }
  return out;
}
