import { z } from 'zod';
import { keySchema, type Key } from './key.js';
import type { Cents, Confidence } from '../units.js';

/** What a recording, or a part of it, says of its key and tuning. */
export const keyVoteSchema = z.object({
  /** How well it goes with each key, −1 … 1: major keys from C, then minor keys, all seen from its own tuning. All 0: nothing sounds. */
  scores: z.array(z.number()).length(24),
  /** Cents above A = 440 Hz, −50 … 50. */
  tuning: z.number(),
  /** 0: its pitches lie anywhere … 1: all lie on the semitones of that tuning. */
  tuningClarity: z.number().min(0).max(1),
});
export type KeyVote = Readonly<z.infer<typeof keyVoteSchema>>;

/** Another key that a song may be in. */
export const keyAlternativeSchema = z.object({
  key: keySchema,
  /** Share of the belief, 0 … 1, that all keys have together. */
  weight: z.number().min(0).max(1),
});
export type KeyAlternative = Readonly<z.infer<typeof keyAlternativeSchema>>;

/** The key and tuning of a song. */
export interface Tonality {
  readonly key: Key;
  readonly keyConfidence: Confidence;
  /** Likeliest first; none where the key was given. */
  readonly keyAlternatives: readonly KeyAlternative[];
  /** Cents above A = 440 Hz, −50 … 50. */
  readonly tuning: Cents;
}
