import { createHash } from 'node:crypto';
import { z } from 'zod';
import { calibrationSchema } from './calibration.js';

/** What a network is taught: whose music, and what its licence is. */
const sourceSchema = z.object({
  name: z.string().min(1),
  licence: z.string().min(1),
  compositions: z.int().nonnegative(),
});

const fileSchema = z.object({
  size: z.int().nonnegative(),
  /** Lower-case hex. */
  sha256: z.string().length(64),
});

const estimateSchema = z.object({ mean: z.number(), low: z.number(), high: z.number(), count: z.int() });

/** What is known of a trained network. */
export const modelSchema = z
  .object({
    schema: z.literal(1),
    name: z.string().min(1),
    /** The beginning of the hash of its files. */
    version: z.string().min(1),
    kind: z.enum(['dualnet', 'premixnet', 'postmixnet']),
    /** Of the paper's networks: of all numbers of filters, 1 is the paper's. */
    width: z.number().positive().optional(),
    /** Of the clips that it can judge. */
    featuresVersion: z.string(),
    /** Its files by name. */
    files: z.record(z.string(), fileSchema),
    /** What it counts for in a score, and what the fit rule's own judgement of harmony does beside it (beside the paper's networks: the whole rule). */
    weights: z.object({ network: z.number().nonnegative(), harmony: z.number().nonnegative() }),
    data: z.array(sourceSchema),
    training: z.object({ seed: z.string(), steps: z.int(), engine: z.string() }).loose(),
    /** Figures of music that it was not taught by. */
    figures: z.record(z.string(), z.union([z.number(), estimateSchema])),
    /** What it says as a posterior, fitted on music that it was chosen by. */
    calibration: calibrationSchema.optional(),
    /** The version that it was taught further from. */
    parent: z.string().optional(),
  })
  .loose();
export type Model = Readonly<z.infer<typeof modelSchema>>;

/** Digits of a version. */
const digits = 12;

/** The version of a model with these files. */
export const modelVersion = (files: Model['files']): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex')
    .slice(0, digits);
