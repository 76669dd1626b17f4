import { join } from 'node:path';
import { checkBlobKey } from '../shared/checkBlobKey.js';

/** Where a key's blob lies under `root`. Error `refused-input` (checkBlobKey). */
export function blobPath(root: string, key: string): string {
  checkBlobKey(key);
  return join(root, key);
}
