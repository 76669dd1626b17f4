import { z } from 'zod';

/** What the vocals stem of a clip is worth as a voice, and where it sings. */
export const voiceSchema = z.object({
  /** Share of the unit's bars in which the lead voice sings for at least a quarter of the bar. */
  sungShare: z.number().min(0).max(1),
  /** Level of the stem where nobody sings against where somebody does, dB; null where one of them is nowhere. */
  leak: z.number().nullable(),
  /** How the stem's onsets where nobody sings agree with the drums', −1 … 1; near 1, the drums bleed. Null where nothing is to be compared. */
  drumAgreement: z.number().min(-1).max(1).nullable(),
  /** Lowest and highest pitch sung (5th and 95th percentile), MIDI note numbers; null where none was found. */
  range: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** When the lead voice sings, from and to, in order: seconds from the start of the clip's audio. */
  sung: z.array(z.tuple([z.number().nonnegative(), z.number().nonnegative()])),
});
export type Voice = Readonly<z.infer<typeof voiceSchema>>;
