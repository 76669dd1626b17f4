import type { Hertz } from './units.js';

/** Decoded audio: one Float32Array a channel, equal lengths, full scale ±1. */
export interface Audio {
  readonly sampleRate: Hertz;
  readonly channels: readonly Float32Array[];
}

/** The one sample rate inside the system. */
export const sampleRate: Hertz = 44_100;
