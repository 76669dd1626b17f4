import { melStep } from './mixClip.js';

/** The largest that a byte tells: log10(1 + 1e4 E) = 6.375. */
const largest = 255;

/** Log-mel as bytes, each to the nearest `melStep`. */
export const melBytes = (mel: Float32Array): Uint8Array =>
  Uint8Array.from(mel, (value) => Math.min(largest, Math.round(value / melStep)));
