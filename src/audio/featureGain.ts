import { amplitude } from './amplitude.js';
import { soundingLoudness } from './soundingLoudness.js';

/** Level at which features hear every stem, LUFS over its sounding parts. */
const level = -23;

/** Linear gain that brings a mono stem of 44.1 kHz to −23 LUFS over its sounding parts; 1 for silence. */
export const featureGain = (signal: Float32Array): number =>
  amplitude(level - (soundingLoudness(signal) ?? level));
