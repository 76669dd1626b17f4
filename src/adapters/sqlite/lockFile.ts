import LibsqlDatabase from 'libsql';
import type { Milliseconds } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import { resultCode, sqliteError } from './sqliteError.js';

/** Opens the lock file at `path`; a taken lock is waited for so long. Error `bad-config`. */
export function openLockFile(path: string, timeout: Milliseconds): LibsqlDatabase.Database {
  try {
    return new LibsqlDatabase(path, { timeout });
  } catch (error) {
    throw lockFileError(error, path);
  }
}

/** Did the work on a lock file fail because another process has the lock? */
export const isTaken = (error: unknown): boolean => (resultCode(error) & 0xff) === 5;

/** ERROR (other tables than ours), IOERR, CORRUPT, CONSTRAINT, MISMATCH, NOTADB. */
const signsOfDamage = [1, 10, 11, 19, 20, 26];

/** Any other error; `unreadable` where the file is damaged. */
export function lockFileError(error: unknown, path: string): PipelineError {
  if (!signsOfDamage.includes(resultCode(error) & 0xff))
    return sqliteError(error, { doing: 'Taking the lock', path });
  return new PipelineError(
    'unreadable',
    `The lock file ${path} is damaged. It holds nothing of value: delete it when no run is at work in this data folder.`,
    { cause: error, context: { path } },
  );
}
