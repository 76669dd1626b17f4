import { z } from 'zod';
import type { Model } from './model.js';

const taughtSchema = z.object({
  /** The request that it was made for. */
  request: z.string(),
  /** When it was taught, milliseconds since the epoch. */
  at: z.number(),
  samples: z.object({
    /** New ones since the version before. */
    count: z.int().nonnegative(),
    /** Up to where in each partition of their topic they were known to it. */
    upTo: z.array(z.int().nonnegative()),
  }),
  /** Songs of the catalogue that it was taught by, chosen by, and tested on. */
  songs: z.record(z.string(), z.int().nonnegative()),
  /** Better than its parent by more than the interval of the difference. */
  better: z.boolean(),
});

/** What the record of a version that was taught further by training samples says of it, in `training`. */
export type Taught = Readonly<z.infer<typeof taughtSchema>>;

/** Undefined of a model that was made otherwise. */
export function taughtOf({ training }: Pick<Model, 'training'>): Taught | undefined {
  const read = taughtSchema.safeParse(training);
  return read.success ? read.data : undefined;
}
