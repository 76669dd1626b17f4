import { z } from 'zod';
import { blobRefSchema } from './blobRef.js';
import { stemNames } from './role.js';

/**
 * A region of a track that was split into stems: what was found, so that it is never done again. Times in seconds from the start of the
 * track.
 */
export const separatedRegionSchema = z.object({
  /** Its place among the planned regions, best first. */
  ordinal: z.int().nonnegative(),
  start: z.number(),
  duration: z.number(),
  separator: z.object({ name: z.string(), licence: z.string() }),
  /** Share of the time (0 … 1) in which a voice sounds. */
  voice: z.number(),
  /** FLAC of each stem; left out where no clip is made of the region. */
  stems: z.partialRecord(z.enum(stemNames), blobRefSchema).optional(),
});
export type SeparatedRegion = Readonly<z.infer<typeof separatedRegionSchema>>;
