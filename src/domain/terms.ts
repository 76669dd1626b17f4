import { z } from 'zod';

/**
 * Topic `models`, key `terms`: the terms on which rankings are to be made from now on. The offset of the newest record of some terms is
 * their place among all: the higher are the newer.
 */
export const termsSchema = z.object({ schema: z.literal(1), terms: z.string().min(1) }).loose();
