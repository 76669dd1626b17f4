import type { Decibels } from '../../domain/units.js';
import { visitPeaks } from './visitPeaks.js';

/** True peak of all channels, dB re full scale (ITU-R BS.1770-4, annex 2: four times oversampled); −Infinity for silence. */
export function truePeak(channels: readonly Float32Array[]): Decibels {
  let peak = 0;
  for (const channel of channels) {
    for (const x of channel) peak = Math.max(peak, Math.abs(x));
    visitPeaks(channel, peak, (_, value) => (peak = Math.max(peak, value)));
  }
  return 20 * Math.log10(peak);
}
