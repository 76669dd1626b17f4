import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileError } from '../../../adapters/files/fileError.js';

export interface FillOptions {
  /** Name of the file whose presence says that all is there. */
  readonly last: string;
  /** Writes all files, `last` too, into the folder given. */
  readonly write: (aside: string) => Promise<void>;
}

/** Where files lie until all are written: who finds it after a crash sees what it is. */
const unfinished = 'unfinished';

/**
 * Makes or renews the files in `folder`: all are written aside, then moved in, `last` last. On failure nothing new is there, and what
 * was there before is as it was. Errors: those of `write`, and `disk-full`, `bad-config`.
 */
export async function fillFolder(folder: string, { last, write }: FillOptions): Promise<void> {
  const aside = join(folder, unfinished);
  try {
    await rm(aside, { recursive: true, force: true });
    await mkdir(aside, { recursive: true });
    await write(aside);
    await rm(join(folder, last), { force: true });
    await clearHalves(folder);
    const names = (await readdir(aside)).filter((name) => name !== last);
    for (const name of [...names, last]) await rename(join(aside, name), join(folder, name));
    await rmdir(aside);
  } catch (error) {
    await rm(aside, { recursive: true, force: true }).catch(() => undefined);
    // A folder with anything in it stays.
    await rmdir(folder).catch(() => undefined);
    throw fileError(error, 'Writing the mashup', folder);
  }
}

/** Encoders that are killed leave halves; earlier versions had them write here. */
async function clearHalves(folder: string): Promise<void> {
  const halves = (await readdir(folder)).filter((name) => name.endsWith('.part'));
  for (const name of halves) await rm(join(folder, name), { force: true });
}
