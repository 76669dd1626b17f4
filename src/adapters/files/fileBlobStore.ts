import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { blobKeyOf, type BlobRef } from '../../domain/blobRef.js';
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
import { writeDurably, type Chunks, type Written } from './writeDurably.js';

/**
 * Bytes of a blob that is read at once: asking another thread four times (open, size, read, close) takes ten times as long, and a search
 * reads thousands of features.
 */
const small = 65_536;

/**
 * Blobs as files under `root`, each at its key. Unfinished ones lie in `root/.incoming`; those that a killed process left are
 * cleared before the first put.
 */
export function fileBlobStore(root: string): BlobStore {
  const base = resolve(root);
  const aside = join(base, '.incoming');
  const prepare = once(async () => {
    await mkdir(aside, { recursive: true });
    await removeOrphans(aside);
  });

  const put = async (name: string, chunks: () => Chunks): Promise<BlobRef> => {
    const path = blobPath(base, name);
    const pathOf = ({ sha256 }: Written): string => blobPath(base, blobKeyOf(name, sha256));
    try {
      await prepare();
      const written = await writeDurably(pathOf, chunks(), { aside, stamp: ownStamp() });
      return { key: blobKeyOf(name, written.sha256), ...written };
    } catch (error) {
      throw fileError(error, 'Storing the blob', path);
    }
  };

  /** Reads by `read`, and tells where there is nothing. */
  const reading = async <T>({ key }: BlobRef, read: (path: string) => Promise<T>): Promise<T> => {
    const path = blobPath(base, key);
    return read(path).catch((error: unknown) => {
      throw fileError(error, 'Reading the blob', path);
    });
  };

  const verified = (ref: BlobRef): Promise<string> =>
    reading(ref, async (path) => {
      verifyBlob(ref, path, await fileDigest(path));
      return path;
    });

  return {
    putBytes: (name, bytes) => put(name, () => [bytes]),
    putFile: (name, path) => put(name, () => fileChunks(path)),
    readBytes: (ref) =>
      reading(ref, async (path) => {
        const bytes = ref.size <= small ? readFileSync(path) : await readFile(path);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        verifyBlob(ref, path, { size: bytes.length, sha256 });
        return bytes;
      }),
    localFile: verified,
    isWhole: (ref) => verified(ref).then(() => true, lost),
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

function lost(error: unknown): false {
  if (error instanceof PipelineError && (error.code === 'corrupt-blob' || error.code === 'not-found'))
    return false;
  throw error;
}
