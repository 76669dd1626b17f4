import { z } from 'zod';
import { meterSchema } from '../../domain/music/grid.js';
import { parseKey } from '../../domain/music/parseKey.js';
import { creditsSchema, givenSchema } from '../../domain/track.js';

const keyText = z.string().transform((text, context) => {
  const key = parseKey(text);
  if (key) return key;
  context.addIssue('is not a key; write "F# minor", "Am" or a Camelot code such as "8A"');
  return z.NEVER;
});

/** What a person may know better than tags and analysis. `firstDownbeat`, `beats`, `downbeats`: seconds from the start of the file. */
export const correctionsSchema = creditsSchema
  .extend({
    bpm: givenSchema.shape.bpm,
    key: keyText.optional(),
    meter: meterSchema.optional(),
    firstDownbeat: givenSchema.shape.firstDownbeat,
    beats: givenSchema.shape.beats,
    downbeats: givenSchema.shape.downbeats,
    exclude: givenSchema.shape.exclude,
  })
  .strict();
export type Corrections = Readonly<z.infer<typeof correctionsSchema>>;
