import { z } from 'zod';
import { meterSchema } from '../../../domain/music/grid.js';
import { keyVoteSchema } from '../../../domain/music/tonality.js';
import { publicationSchema } from '../../../domain/publication.js';
import { separatedRegionSchema } from '../../../domain/separatedRegion.js';
import { creditsSchema, type Given } from '../../../domain/track.js';

/** Checked when it came; older folders may hold what is refused today. */
const givenSchema = z.custom<Given>((given) => typeof given === 'object' && given !== null);

export const saidSchema = publicationSchema.extend({ given: givenSchema });

export const failureSchema = z.object({ code: z.string(), message: z.string() });

const common = {
  trackId: z.string(),
  source: creditsSchema.extend({ uri: z.string() }),
  given: givenSchema,
  complete: z.boolean(),
  clipIds: z.array(z.string()),
  notes: z.array(z.string()),
};

const present = z.object({
  ...common,
  publications: z.array(saidSchema),
  decoded: z
    .object({
      duration: z.number(),
      notes: z.array(z.string()),
      plannedFor: z.object({ bpm: z.number().optional(), meter: meterSchema.optional() }),
      keyVote: keyVoteSchema.optional(),
    })
    .optional(),
  regions: z.array(separatedRegionSchema),
  failure: failureSchema.optional(),
});

/** Up to version 0.1 a record held its publishers' ids only, and one word for all of them. */
const former = z
  .object({ ...common, publisherIds: z.array(z.string()) })
  .transform(({ publisherIds, ...record }): z.infer<typeof present> => ({
    ...record,
    publications: publisherIds.map((id) => {
      const { uri, ...credits } = record.source;
      return { id, uri, credits, tags: {}, given: record.given, notes: [] };
    }),
    regions: [],
  }));

/** A track's record as it is stored. */
export const storedTrackSchema = z.union([present, former]);
