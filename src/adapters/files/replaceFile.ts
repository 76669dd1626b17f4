import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';

/** Lets `write` fill a file beside `path`, then renames it, so that a half-written one is never seen; on failure it is removed. */
export async function replaceFile(path: string, write: (aside: string) => Promise<void>): Promise<void> {
  const aside = `${path}.${randomUUID()}.part`;
  try {
    await write(aside);
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}
