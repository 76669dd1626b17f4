import { z } from 'zod';
import { recipeSchema } from '../mashup.js';

/** Class of a training sample: original → positive, matched → unlabelled, unmatched → negative (method §2, §3). */
export const sampleLabels = ['positive', 'unlabelled', 'negative'] as const;

/** Topic `training-samples`, keyed by sample id: described in full, not rendered. */
export const sampleSchema = z
  .object({
    schema: z.literal(1),
    sampleId: z.string(),
    ordinal: z.int().nonnegative(),
    label: z.enum(sampleLabels),
    recipe: recipeSchema,
    runSeed: z.string(),
    featuresVersion: z.string(),
    /** Digests of its clips by clip id, as they were when it was drawn: of one that has another now the recipe may not hold any more. */
    digests: z.record(z.string(), z.string()).optional(),
  })
  .loose();
export type Sample = Readonly<z.infer<typeof sampleSchema>>;
