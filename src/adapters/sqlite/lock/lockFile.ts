import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import LibsqlDatabase from 'libsql';
import type { Milliseconds } from '../../../domain/units.js';
import { PipelineError } from '../../../errors.js';
import { resultCode, sqliteError } from '../database/sqliteError.js';

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

/** A damaged header may say so of a file that is not. */
const readOnly = 8;

/** Any other error; `unreadable` where the file is damaged. */
export function lockFileError(error: unknown, path: string): PipelineError {
  const result = resultCode(error) & 0xff;
  if (!(signsOfDamage.includes(result) || (result === readOnly && mayWrite(path))))
    return sqliteError(error, { doing: 'Taking the lock', path });
  return new PipelineError(
    'unreadable',
    `The lock file ${path} is damaged. It holds nothing of value: delete it when no run is at work in this data folder.`,
    { cause: error, context: { path } },
  );
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
