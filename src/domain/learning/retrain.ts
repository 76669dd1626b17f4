import { z } from 'zod';

/** Internal topic `retrain`, keyed by a model's name: it may be time to teach it further. Who takes the request decides, by what lies in the log. */
export const retrainSchema = z
  .object({
    schema: z.literal(1),
    name: z.string().min(1),
    /** Many samples have come, or it was long ago that somebody asked. */
    why: z.enum(['samples', 'interval']),
    /** When it was asked, milliseconds since the epoch. */
    asked: z.int().nonnegative(),
  })
  .loose();
export type Retrain = Readonly<z.infer<typeof retrainSchema>>;
