import { open, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PipelineError } from '../../errors.js';
import { fileError } from './fileError.js';

/** With less than this left a file system is full. */
const little = 2 ** 20;

/**
 * The error `disk-full` if no more can be written to `path`, a file that is thrown away anyway: programs tell a full disk in words
 * that anything may hold, or not at all. A quota and a limit of the size of files show only when something is written.
 */
export async function fullDisk(path: string): Promise<PipelineError | undefined> {
  try {
    const { bavail, bsize, files, ffree } = await statfs(dirname(path));
    if (bavail * bsize < little || (files > 0 && ffree === 0)) return full(path);
    const file = await open(path, 'a');
    await file.appendFile(new Uint8Array(little)).finally(() => file.close());
    return undefined;
  } catch (error) {
    const told = fileError(error, 'Writing', path);
    return told.code === 'disk-full' ? told : undefined;
  }
}

const full = (path: string): PipelineError =>
  new PipelineError('disk-full', `Writing ${path}: The disk is full. Free some space and run again.`, {
    context: { path },
  });
