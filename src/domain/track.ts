import { z } from 'zod';
import { keySchema } from './music/key.js';
import { meterSchema } from './music/grid.js';
import { roles, stemNames } from './role.js';
import { isRemote, remoteProblem } from './source/remoteUri.js';
import { longestUri, nameProblem } from './text/nameProblem.js';
import { longestTrack, timesSchema } from './music/times.js';
import type { Bpm } from './units.js';

/** Tempi that there are. */
const tempo: { readonly slowest: Bpm; readonly fastest: Bpm } = { slowest: 20, fastest: 400 };
const secondsOf = (beats: number, bpm: Bpm): number => (beats * 60) / bpm;
const time = z.number().min(0).max(longestTrack);

/** A list, whose entries are not looked at where there are too many. */
const listOf = <S extends z.ZodType>(entry: S, most: number) =>
  z.array(z.unknown()).max(most).pipe(z.array(entry));

/** What a person knows about a track; it wins over analysis. Times in seconds from the start of the track. */
export const givenSchema = z.object({
  bpm: z.number().min(tempo.slowest).max(tempo.fastest).optional(),
  key: keySchema.optional(),
  meter: meterSchema.optional(),
  firstDownbeat: time.optional(),
  beats: timesSchema({
    fewest: 2,
    least: secondsOf(1, tempo.fastest),
    most: secondsOf(1, tempo.slowest),
  }).optional(),
  /** Bars of two to six beats. */
  downbeats: timesSchema({
    fewest: 1,
    least: secondsOf(2, tempo.fastest),
    most: secondsOf(6, tempo.slowest),
  }).optional(),
  /** Parts that the track shall not supply. */
  exclude: listOf(z.enum(roles), 16)
    .meta({ items: { type: 'string', enum: [...roles] } })
    .optional(),
});
export type Given = Readonly<z.infer<typeof givenSchema>>;

/** Credits that follow a track into every mashup made from it. They are taken at any length, and tidied where the track's record is made (tidyCredits). */
export const creditsSchema = z.object({
  title: z.string().optional(),
  artist: z.string().optional(),
  licence: z.string().optional(),
});
export type Credits = Readonly<z.infer<typeof creditsSchema>>;

const uriProblem = (uri: string): string | undefined =>
  nameProblem(uri, longestUri) ?? (isRemote(uri) ? remoteProblem(uri) : undefined);

/** A path or file: address, or one of another machine, from which it is fetched. */
const uriSchema = z
  .string()
  .refine((uri) => uriProblem(uri) === undefined, {
    error: ({ input }) => uriProblem(String(input)) ?? '',
  })
  .meta({
    description: 'An absolute path, or a file:, https: or s3: address.',
    ...{ minLength: 1, maxLength: longestUri },
  });

/**
 * Topic `tracks`, keyed by the publisher's id: where the audio is. `uri`: the mixed song; `stems`: ready stems, for which
 * separation is skipped. At least one of them. A null value removes the track.
 */
export const trackMessageSchema = creditsSchema
  .extend({
    schema: z.literal(1),
    uri: uriSchema.optional(),
    stems: z.partialRecord(z.enum(stemNames), uriSchema).optional(),
    given: givenSchema.optional(),
  })
  .loose()
  .refine((track) => track.uri !== undefined || Object.keys(track.stems ?? {}).length > 0, {
    message: 'a track needs `uri` (a mixed song) or `stems` (at least one ready stem)',
  })
  .meta({
    anyOf: [{ required: ['uri'] }, { required: ['stems'], properties: { stems: { minProperties: 1 } } }],
  });
export type TrackMessage = Readonly<z.infer<typeof trackMessageSchema>>;
