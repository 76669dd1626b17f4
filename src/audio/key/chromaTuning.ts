import type { Cents } from '../../domain/units.js';
import type { SpectralPeaks } from './chromaPeaks.js';

export interface Tuning {
  /** Above A = 440 Hz, −50 … 50. */
  readonly tuning: Cents;
  /** Length of the mean: 0 where peaks lie anywhere … 1 where all lie at one distance from the semitones. */
  readonly clarity: number;
}

/** By how much music lies above A = 440 Hz: the mean angle of all peaks' distance from the semitones, by their strength. */
export function tuningOf(peaks: SpectralPeaks): Tuning {
  let re = 0;
  let im = 0;
  let all = 0;
  for (let i = 0; i < peaks.pitch.length; i++) {
    // Below C3 a bin is wider than the deviation looked for.
    if (peaks.pitch[i] < 48) continue;
    const angle = 2 * Math.PI * peaks.pitch[i];
    re += peaks.strength[i] * Math.cos(angle);
    im += peaks.strength[i] * Math.sin(angle);
    all += peaks.strength[i];
  }
  if (re === 0 && im === 0) return { tuning: 0, clarity: 0 };
  return {
    tuning: (100 * Math.atan2(im, re)) / (2 * Math.PI),
    clarity: Math.min(1, Math.hypot(re, im) / all),
  };
}
