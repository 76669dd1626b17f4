import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { blobPath } from './blobPath.js';

/** The keys under `root` that begin with `prefix` (any beginning, not only whole segments), sorted. */
export async function blobKeys(root: string, prefix: string): Promise<readonly string[]> {
  const folder = prefix.slice(0, Math.max(0, prefix.lastIndexOf('/')));
  const top = folder === '' ? root : blobPath(root, folder);
  const entries = await readdir(top, { recursive: true, withFileTypes: true }).catch(noneThere);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((key) => key.startsWith(prefix) && !key.startsWith('.'))
    .sort();
}

function noneThere(error: unknown): never[] {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return [];
  throw error;
}
