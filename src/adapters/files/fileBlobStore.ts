import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { BlobRef } from '../../domain/blobRef.js';
import { PipelineError } from '../../errors.js';
import type { BlobStore } from '../../ports/blobStore.js';
import { blobKeys } from './blobKeys.js';
import { blobPath } from './blobPath.js';
import { fileChunks } from './fileChunks.js';
import { fileDigest } from './fileDigest.js';
import { fileError } from './fileError.js';
import { once } from '../shared/once.js';
import { ownStamp } from './ownStamp.js';
import { removeOrphans } from './removeOrphans.js';
import { verifyBlob } from './verifyBlob.js';
import { writeDurably, type Chunks } from './writeDurably.js';

/**
 * Blobs as files under `root`, each at its key. Unfinished ones lie in `root/.incoming`; those that a killed process left are
 * cleared before the first put. A key may not be both a blob and the folder of one (`refused-input`).
 */
export function fileBlobStore(root: string): BlobStore {
  const base = resolve(root);
  const aside = join(base, '.incoming');
  const prepare = once(async () => {
    await mkdir(aside, { recursive: true });
    await removeOrphans(aside);
  });

  const put = async (key: string, chunks: () => Chunks): Promise<BlobRef> => {
    const path = blobPath(base, key);
    try {
      await prepare();
      return { key, ...(await writeDurably(path, chunks(), { aside, stamp: ownStamp() })) };
    } catch (error) {
      throw clash(error, key) ?? fileError(error, 'Storing the blob', path);
    }
  };

  /** Reads by `read`, and tells where there is nothing. */
  const reading = async <T>({ key }: BlobRef, read: (path: string) => Promise<T>): Promise<T> => {
    const path = blobPath(base, key);
    return read(path).catch((error: unknown) => {
      throw fileError(error, 'Reading the blob', path);
    });
  };

  return {
    putBytes: (key, bytes) => put(key, () => [bytes]),
    putFile: (key, path) => put(key, () => fileChunks(path)),
    readBytes: (ref) =>
      reading(ref, async (path) => {
        const bytes = await readFile(path);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        verifyBlob(ref, path, { size: bytes.length, sha256 });
        return bytes;
      }),
    localFile: (ref) =>
      reading(ref, async (path) => {
        verifyBlob(ref, path, await fileDigest(path));
        return path;
      }),
    list: (prefix) => blobKeys(base, prefix),
    removePrefix: async (prefix) => {
      for (const key of await blobKeys(base, prefix)) {
        const path = blobPath(base, key);
        await rm(path, { force: true });
        await removeEmpty(dirname(path), base);
      }
    },
  };
}

/** Removes the folder and those above it, up to `base`, as long as they are empty. */
async function removeEmpty(folder: string, base: string): Promise<void> {
  if (folder === base) return;
  const gone = await rmdir(folder).then(
    () => true,
    () => false,
  );
  if (gone) await removeEmpty(dirname(folder), base);
}

/** Where a blob stands in the way of a folder, or a folder in that of a blob. */
function clash(error: unknown, key: string): PipelineError | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!['ENOTDIR', 'EEXIST', 'EISDIR', 'ENOTEMPTY'].includes(code)) return undefined;
  return new PipelineError(
    'refused-input',
    `Storing the blob ${key}: a part of its key is a blob already, or it is the beginning of others. Choose another key.`,
    { cause: error },
  );
}
