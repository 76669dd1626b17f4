import { z } from 'zod';

/**
 * Internal topic `works`, keyed by the track's id: what is known of a sound has changed, so look what is to be done with it (index,
 * correct, remove). Since the key is the sound, one worker owns it, whatever names it has.
 */
export const workSchema = z
  .object({
    schema: z.literal(1),
    trackId: z.string(),
    /** The publisher's id whose message a person follows by this record. */
    by: z.string().optional(),
    /** Somebody may have changed late what is stored of the sound: look whether all of it is there, and make anew what is not. */
    verify: z.boolean().optional(),
  })
  .loose();
export type Work = Readonly<z.infer<typeof workSchema>>;
