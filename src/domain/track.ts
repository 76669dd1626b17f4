import { z } from 'zod';
import { keySchema } from './key.js';
import { meterSchema } from './grid.js';
import { roles, stemNames } from './role.js';

const ascends = (times: readonly number[]): boolean =>
  times.every((time, i) => i === 0 || time > times[i - 1]);
const times = z.array(z.number()).refine(ascends, { message: 'times must ascend' });

/** What a person knows about a track; it wins over analysis. Times in seconds from the start of the track. */
export const givenSchema = z.object({
  bpm: z.number().min(20).max(400).optional(),
  key: keySchema.optional(),
  meter: meterSchema.optional(),
  firstDownbeat: z.number().nonnegative().optional(),
  beats: times.min(2).optional(),
  downbeats: times.min(1).optional(),
  /** Parts that the track shall not supply. */
  exclude: z.array(z.enum(roles)).optional(),
});
export type Given = Readonly<z.infer<typeof givenSchema>>;

/** Credits that follow a track into every mashup made from it. */
export const creditsSchema = z.object({
  title: z.string().optional(),
  artist: z.string().optional(),
  licence: z.string().optional(),
});
export type Credits = Readonly<z.infer<typeof creditsSchema>>;

/**
 * Topic `tracks`, keyed by the publisher's id: where the audio is. `uri`: the mixed song; `stems`: ready stems, for which
 * separation is skipped. At least one of them. A null value removes the track.
 */
export const trackMessageSchema = creditsSchema
  .extend({
    schema: z.literal(1),
    uri: z.string().min(1).optional(),
    stems: z.partialRecord(z.enum(stemNames), z.string().min(1)).optional(),
    given: givenSchema.optional(),
    sections: z.array(z.object({ start: z.number(), end: z.number(), label: z.string() })).optional(),
  })
  .loose()
  .refine((track) => track.uri !== undefined || Object.keys(track.stems ?? {}).length > 0, {
    message: 'a track needs `uri` (a mixed song) or `stems` (at least one ready stem)',
  });
export type TrackMessage = Readonly<z.infer<typeof trackMessageSchema>>;
