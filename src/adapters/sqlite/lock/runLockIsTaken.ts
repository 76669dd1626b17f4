import { isTaken, lockFileError, openLockFile } from './lockFile.js';
import { lockHolder } from './lockHolder.js';

/** Longer than others who look have the lock; a run has it for good. */
const patience = 100;

/** Does a live process hold the lock file at `path`, which must exist? Where it may not be written to, as far as can be known. */
export function runLockIsTaken(path: string): boolean {
  const file = openLockFile(path, patience);
  try {
    file.exec('BEGIN IMMEDIATE; ROLLBACK');
    return false;
  } catch (error) {
    if (isTaken(error)) return true;
    const failure = lockFileError(error, path);
    if (failure.code === 'bad-config') return lockHolder(path) !== undefined;
    throw failure;
  } finally {
    file.close();
  }
}
