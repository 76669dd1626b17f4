import { createHash } from 'node:crypto';
import { fileChunks } from './fileChunks.js';

/** Size and SHA-256 (lower-case hex) of a file, read in pieces. */
export async function fileDigest(path: string): Promise<{ readonly size: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of fileChunks(path)) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, sha256: hash.digest('hex') };
}
