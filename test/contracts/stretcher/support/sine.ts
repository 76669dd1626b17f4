import { rate } from './rate.js';

/** A sine from phase 0. */
export const sine = (hertz: number, seconds: number, level: number): Float32Array =>
  Float32Array.from({ length: seconds * rate }, (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / rate));
