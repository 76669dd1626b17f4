import type { Cents } from '../units.js';

/** Less is hardly heard, lies within the error of two estimates (5 cents of one, docs/benchmarks.md), and a part that is not shifted stays as it is. */
const least: Cents = 8;

/** By how much a part is moved besides its semitones, so that it is in tune with the voice; whole cents, 0 where nobody would hear it. */
export function fineTuning(voice: Cents, part: Cents): Cents {
  const cents = Math.round(voice - part);
  return Math.abs(cents) < least ? 0 : cents;
}
