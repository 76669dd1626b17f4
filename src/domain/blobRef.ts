import { z } from 'zod';

/** Where a blob lies and how to tell that it is whole. `sha256` is lower-case hex. */
export const blobRefSchema = z.object({
  key: z.string().min(1),
  size: z.int().nonnegative(),
  sha256: z.string().length(64),
});
export type BlobRef = Readonly<z.infer<typeof blobRefSchema>>;

/** Digits of the SHA-256 that stand in a key. */
const digits = 16;

/**
 * The key of a blob: its name with the beginning of the content's SHA-256 before the ending, so that two makers of different content
 * never overwrite each other: `clips/ab/vocal.flac` → `clips/ab/vocal.0123456789abcdef.flac`.
 */
export function blobKeyOf(name: string, sha256: string): string {
  const folder = name.lastIndexOf('/') + 1;
  const dot = name.indexOf('.', folder + 1);
  const end = dot < 0 ? name.length : dot;
  return `${name.slice(0, end)}.${sha256.slice(0, digits)}${name.slice(end)}`;
}
