import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface Written {
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/**
 * Writes the chunks to the path that `pathOf` gives for what was written, so that a reader sees all or nothing and a power cut loses nothing: into a file beside (named
 * `aside`, a directory of the same file system, with `stamp`), to the disk, renamed, and the folder's entry to the disk.
 */
export async function writeDurably(
  pathOf: (written: Written) => string,
  chunks: Chunks,
  { aside, stamp }: { readonly aside: string; readonly stamp: string },
): Promise<Written> {
  const temporary = join(aside, `${stamp}.${randomUUID()}`);
  try {
    const written = await writeThrough(temporary, chunks);
    const path = pathOf(written);
    await moveInto(temporary, path);
    await syncFolder(dirname(path));
    return written;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeThrough(path: string, chunks: Chunks): Promise<Written> {
  const file = await open(path, 'wx');
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.length;
      await file.writeFile(chunk);
    }
    await file.sync();
    return { size, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

/** Makes the folders too; again, where somebody has just removed an empty one. */
async function moveInto(from: string, to: string): Promise<void> {
  for (let left = 3; ; left -= 1) {
    const made = await mkdir(dirname(to), { recursive: true });
    try {
      await rename(from, to);
      if (made !== undefined) await syncFrom(dirname(made), dirname(to));
      return;
    } catch (error) {
      if (left === 0 || !(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
}

/** The entries of newly made folders, from `top` down to, without, `bottom`. */
async function syncFrom(top: string, bottom: string): Promise<void> {
  for (let folder = dirname(bottom); folder.length >= top.length; folder = dirname(folder)) {
    await syncFolder(folder);
    if (folder === dirname(folder)) return;
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
