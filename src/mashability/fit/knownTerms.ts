import { keyShift } from '../../domain/music/keyShift.js';
import type { KeyAlternative } from '../../domain/music/tonality.js';
import type { Bpm, Semitones } from '../../domain/units.js';
import type { Keyed } from '../conditions/matchRule.js';

// What is known of parts before they are heard together, each as a term of a ranking's score. All ours.

/** What a key a fifth away (all notes but one are the same) counts for, of the 1 of the same notes. */
const neighbour = 0.4;
/** The stretch that costs 1: where the rankings end unless more is asked for. */
const fullStretch = Math.log(1.12);
/** Shares of the bars up to which a voice hardly sings, and from which on it sings enough. */
const [fewSung, enoughSung] = [0.35, 0.65];

/**
 * How well the keys of two songs go together, 0 … 1, by the shift of the second: through the relative major, and expected where a song may be in one of
 * several keys.
 */
export function keyAgreement(voice: Keyed, part: Keyed): (shift: Semitones) => number {
  // A plain array: typed ones of more than 64 bytes are made outside of the heap of V8, which is slow.
  const byShift = new Array<number>(12).fill(0);
  for (const a of believedKeys(voice))
    for (const b of believedKeys(part)) {
      const to = keyShift(b.key, a.key) + 12;
      const weight = a.weight * b.weight;
      byShift[to % 12] += weight;
      byShift[(to + 5) % 12] += neighbour * weight;
      byShift[(to + 7) % 12] += neighbour * weight;
    }
  return (shift) => byShift[((shift % 12) + 12) % 12];
}

/** The keys that a song may be in; what is believed of none of the alternatives is believed of its key. */
function believedKeys({ key, keyAlternatives = [] }: Keyed): readonly KeyAlternative[] {
  if (keyAlternatives.length === 0) return [{ key, weight: 1 }];
  const others = keyAlternatives.reduce((sum, { weight }) => sum + weight, 0);
  return [{ key, weight: 1 - others }, ...keyAlternatives];
}

/** What the singing of a clip counts for, 0 … 1, by the share of its bars in which somebody sings: a mashup lives of its voice. */
export const voiceWorth = (sungShare: number): number =>
  Math.min(1, Math.max(0, (sungShare - fewSung) / (enoughSung - fewSung)));

/**
 * What it costs a part to be played at another tempo: the square of the logarithm of the ratio, 1 at 12 %. A little is not heard, much blurs strokes
 * and colours voices, so it grows smoothly.
 */
export const stretchCost = (own: Bpm, played: Bpm): number => (Math.log(played / own) / fullStretch) ** 2;
