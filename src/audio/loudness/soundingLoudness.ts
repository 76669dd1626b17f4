import { sampleRate } from '../../domain/audio.js';
import type { Hertz, Lufs } from '../../domain/units.js';
import { integratedLoudness } from './integratedLoudness.js';

/**
 * Loudness of a mono signal over its sounding parts, as one channel (a full-scale sine of 1 kHz: −3.01 LUFS). The same sound in both
 * channels of stereo is 3 dB louder. Null for silence.
 */
export const soundingLoudness = (signal: Float32Array, rate: Hertz = sampleRate): Lufs | null =>
  integratedLoudness({ sampleRate: rate, channels: [signal] });
