import { relativeMajor, type Key } from './key.js';
import type { Semitones } from '../units.js';

/** Shortest signed shift (−6 … +5) that brings `from` into the key of `to`, modes compared through the relative major. */
export const keyShift = (from: Key, to: Key): Semitones =>
  ((relativeMajor(to) - relativeMajor(from) + 18) % 12) - 6;
