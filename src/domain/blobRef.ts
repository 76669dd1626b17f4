import { z } from 'zod';

/** Where a blob lies and how to tell that it is whole. `sha256` is lower-case hex. */
export const blobRefSchema = z.object({
  key: z.string().min(1),
  size: z.int().nonnegative(),
  sha256: z.string().length(64),
});
export type BlobRef = Readonly<z.infer<typeof blobRefSchema>>;
