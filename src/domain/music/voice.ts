import { z } from 'zod';

/** What the vocals stem of a clip is worth as a voice, and where it sings. */
export const voiceSchema = z.object({
  /** Share of the unit's bars in which the lead voice sings for at least a quarter of the bar. */
  sungShare: z.number().min(0).max(1),
  /** Level of the stem where nobody sings against where somebody does, dB; null where one of them is nowhere. */
  leak: z.number().nullable(),
  /**
   * By how much a mix has to turn the sung stretches up or down, dB, at the level that their own song has; null where nobody sings. Clips of earlier
   * versions do not tell.
   */
  gain: z.number().nullable().optional(),
  /** How the stem's onsets where nobody sings agree with the drums', −1 … 1; near 1, the drums bleed. Null where nothing is to be compared. */
  drumAgreement: z.number().min(-1).max(1).nullable(),
  /** Lowest and highest pitch sung (5th and 95th percentile), MIDI note numbers; null where none was found. */
  range: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** When the lead voice sings, from and to, in order: seconds from the start of the clip's audio. */
  sung: z.array(z.tuple([z.number().nonnegative(), z.number().nonnegative()])),
});
export type Voice = Readonly<z.infer<typeof voiceSchema>>;

/** What a voice must be worth to be taken for a mashup where nobody has asked for it. */
const enough = { sungShare: 0.5, gain: 9 } as const;

/** Why a voice is not taken unless asked for: it seldom sings, or is so faint that what bleeds into it would be heard. Of earlier versions nothing is known. */
export function voiceProblems({
  voice,
}: {
  readonly voice?: Voice | undefined;
}): readonly ('seldom' | 'faint')[] {
  if (!voice) return [];
  return [
    ...(voice.sungShare < enough.sungShare ? (['seldom'] as const) : []),
    ...((voice.gain ?? 0) > enough.gain ? (['faint'] as const) : []),
  ];
}
