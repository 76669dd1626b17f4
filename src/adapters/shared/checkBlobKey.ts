import { PipelineError } from '../../errors.js';

/**
 * Refuses (`refused-input`) a name or key of a blob that could lead out of a store or hide in it: segments between slashes must not be
 * empty, begin with a dot, or hold a backslash or NUL.
 */
export function checkBlobKey(key: string): void {
  if (isBlobKey(key)) return;
  throw new PipelineError(
    'refused-input',
    `${JSON.stringify(key)} cannot be the key of a blob. Use names between slashes, none empty or with a leading dot.`,
  );
}

/** The same for a beginning of keys, whose last segment may be unfinished or empty. */
export function checkBlobPrefix(prefix: string): void {
  const end = prefix.lastIndexOf('/');
  if (end > 0) checkBlobKey(prefix.slice(0, end));
}

export const isBlobKey = (key: string): boolean =>
  key.split('/').every((part) => part !== '' && !part.startsWith('.') && !/[\\\0]/.test(part));
