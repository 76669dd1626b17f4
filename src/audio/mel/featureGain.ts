import { amplitude } from '../loudness/amplitude.js';
import { soundingLoudness } from '../loudness/soundingLoudness.js';

/** Level at which features hear every stem, LUFS over its sounding parts. */
const level = -23;

/** Linear gain that brings a mono stem of 44.1 kHz to −23 LUFS over its sounding parts; 1 for silence. */
export const featureGain = (signal: Float32Array): number =>
  amplitude(level - (soundingLoudness(signal) ?? level));
