import type { Cents } from '../../domain/units.js';
import type { SpectralPeaks } from './chromaPeaks.js';

/** Cents by which the music lies above A = 440 Hz, −50 … 50: the mean angle of all peaks' distance from the semitones. */
export function tuningOf(peaks: SpectralPeaks): Cents {
  let re = 0;
  let im = 0;
  for (let i = 0; i < peaks.pitch.length; i++) {
    // Below C3 a bin is wider than the deviation looked for.
    if (peaks.pitch[i] < 48) continue;
    const angle = 2 * Math.PI * peaks.pitch[i];
    re += peaks.strength[i] * Math.cos(angle);
    im += peaks.strength[i] * Math.sin(angle);
  }
  return re === 0 && im === 0 ? 0 : (100 * Math.atan2(im, re)) / (2 * Math.PI);
}
