import { z } from 'zod';
import { workedMessageSchema } from '../../../domain/workedMessage.js';
import { failureSchema, saidSchema } from './storedTrack.js';

/** A publication's record as it is stored. */
export const storedPublicationSchema = z.object({
  id: z.string(),
  trackId: z.string().nullable(),
  said: saidSchema.optional(),
  formerly: z.array(z.string()),
  message: workedMessageSchema.optional(),
  failure: failureSchema.optional(),
  revision: z.number(),
});
