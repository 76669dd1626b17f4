import { z } from 'zod';
import { blobRefSchema } from '../blobRef.js';

const place = z.array(z.int().nonnegative());

/** Topic `models`, key `<name>/training`: a training under way, so that whoever goes on with it teaches by the same. */
export const begunTrainingSchema = z
  .object({
    schema: z.literal(1),
    name: z.string().min(1),
    /** Names what is taught by what, from what: checkpoints of another id are of no use. */
    id: z.string().min(1),
    /** The request that it is made for. */
    request: z.string(),
    /** Up to where in each partition of their topic samples are known to it. */
    upTo: place,
    /** Checkpoints by file name. */
    checkpoints: z.record(z.string(), blobRefSchema),
  })
  .loose();
export type BegunTraining = Readonly<z.infer<typeof begunTrainingSchema>>;

/** Topic `models`, key `<name>/failed`: the last training of that name that was given up. */
export const failedTrainingSchema = z
  .object({
    schema: z.literal(1),
    name: z.string().min(1),
    failed: z.object({
      /** Milliseconds since the epoch. */
      at: z.number(),
      /** Samples up to there are not tried again for themselves. */
      upTo: place,
    }),
  })
  .loose();
export type FailedTraining = Readonly<z.infer<typeof failedTrainingSchema>>;

export const trainingKey = (name: string): string => `${name}/training`;
export const failedKey = (name: string): string => `${name}/failed`;
