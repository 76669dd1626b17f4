import { z } from 'zod';
import { blobRefSchema } from '../blobRef.js';
import { modelSchema } from './model.js';

/** Topic `models`, key `<name>/<version>`: a model that workers can fetch. Versions stay as they were published. */
export const publishedModelSchema = modelSchema.extend({
  /** Where its files lie, by name. */
  blobs: z.record(z.string(), blobRefSchema),
});
export type PublishedModel = Readonly<z.infer<typeof publishedModelSchema>>;

/** Why a version became current: it came with the program, was taught and found better, or somebody said so. */
export const reasons = ['shipped', 'better', 'promoted', 'rolled back'] as const;

/** Topic `models`, key `<name>/current`: the version by which scores are made from now on. */
export const currentModelSchema = z
  .object({
    schema: z.literal(1),
    name: z.string().min(1),
    current: z.string().min(1),
    reason: z.enum(reasons),
    /** Versions that were current before, the latest first: to go back to. */
    before: z.array(z.string()),
  })
  .loose();
export type CurrentModel = Readonly<z.infer<typeof currentModelSchema>>;

/** The key of a version of a model. */
export const modelKey = ({ name, version }: Pick<PublishedModel, 'name' | 'version'>): string =>
  `${name}/${version}`;

/** The key of the record that tells which version is current. */
export const currentKey = (name: string): string => `${name}/current`;
