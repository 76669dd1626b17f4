import { z } from 'zod';
import { recipeSchema } from './mashup.js';

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
    /** Catalogue revision at which it was drawn: of a clip whose own revision is newer the recipe may not hold any more. */
    revision: z.int().nonnegative().optional(),
  })
  .loose();
export type Sample = Readonly<z.infer<typeof sampleSchema>>;
