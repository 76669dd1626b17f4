import { keyShift } from '../../domain/music/keyShift.js';
import type { Key } from '../../domain/music/key.js';
import type { Bpm, Semitones } from '../../domain/units.js';

// What is known of parts before they are heard together, each as a term of a ranking's score. All ours.

/** What a key a fifth away (all notes but one are the same) counts for, of the 1 of the same notes. */
const neighbour = 0.4;
/** The stretch that costs 1: where the rankings end unless more is asked for. */
const fullStretch = Math.log(1.12);
/** Share of the bars from which on a voice sings enough. */
const enoughSung = 0.6;

/** How well the keys of two songs go together, 0 … 1, the second moved by `shift`: through the relative major. */
export function keyAgreement(voice: Key, part: Key, shift: Semitones): number {
  const apart = (((keyShift(part, voice) - shift) % 12) + 12) % 12;
  if (apart === 0) return 1;
  return apart === 5 || apart === 7 ? neighbour : 0;
}

/** What the singing of a clip counts for, 0 … 1, by the share of its bars in which somebody sings: a mashup lives of its voice. */
export const voiceWorth = (sungShare: number): number => Math.min(1, sungShare / enoughSung);

/**
 * What it costs a part to be played at another tempo: the square of the logarithm of the ratio, 1 at 12 %. A little is not heard, much blurs strokes
 * and colours voices, so it grows smoothly.
 */
export const stretchCost = (own: Bpm, played: Bpm): number => (Math.log(played / own) / fullStretch) ** 2;
