import { z } from 'zod';
import { partSchema } from '../../../domain/mashup.js';
import { creditsSchema } from '../../../domain/track.js';
import { madeSchema } from '../readMade.js';
import { roles } from '../../../domain/role.js';

const number = z.number().optional().catch(undefined);
const text = z.string().optional().catch(undefined);

/** What a mashup.json says of a part beside its recipe; what earlier versions did not write is missing. */
const shownPartSchema = partSchema.extend({
  source: creditsSchema.extend({ uri: z.string() }).optional().catch(undefined),
  from: z.object({ start: z.number(), end: z.number() }).optional().catch(undefined),
  key: text,
  bpm: number,
  vocalActivity: number,
  separator: z.object({ name: z.string(), licence: z.string() }).optional().catch(undefined),
});
export type ShownPart = z.infer<typeof shownPartSchema>;

/** A mashup.json with all that index.html shows of it. */
export const shownSchema = madeSchema.extend({
  parts: z.array(shownPartSchema).min(1).max(3),
  bpm: number,
  meter: number,
  key: z.object({ name: z.string(), camelot: z.string() }).optional().catch(undefined),
  muted: z.array(z.enum(roles)).optional().catch(undefined),
  firstDownbeat: number,
  downbeats: z.array(z.number()).optional().catch(undefined),
});
export type Shown = z.infer<typeof shownSchema>;
