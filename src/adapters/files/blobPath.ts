import { join } from 'node:path';
import { PipelineError } from '../../errors.js';

/**
 * Where a key's blob lies under `root`. Error `refused-input` for a key that could lead out of it or hide in it: segments between
 * slashes must not be empty, begin with a dot, or hold a backslash or NUL.
 */
export function blobPath(root: string, key: string): string {
  const bad = key.split('/').some((part) => part === '' || part.startsWith('.') || /[\\\0]/.test(part));
  if (!bad) return join(root, key);
  throw new PipelineError(
    'refused-input',
    `${JSON.stringify(key)} cannot be the key of a blob. Use names between slashes, none empty or with a leading dot.`,
  );
}
