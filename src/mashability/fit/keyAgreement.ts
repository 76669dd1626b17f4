import { keyShift } from '../../domain/music/keyShift.js';
import type { Key } from '../../domain/music/key.js';
import type { Semitones } from '../../domain/units.js';

/** What a key a fifth away (all notes but one are the same) counts for, of the 1 of the same notes. Ours. */
const neighbour = 0.4;

/** How well the keys of two songs go together, 0 … 1, the second moved by `shift`: through the relative major. */
export function keyAgreement(voice: Key, part: Key, shift: Semitones): number {
  const apart = (((keyShift(part, voice) - shift) % 12) + 12) % 12;
  if (apart === 0) return 1;
  return apart === 5 || apart === 7 ? neighbour : 0;
}
