import type LibsqlDatabase from 'libsql';
import { PipelineError } from '../../../errors.js';
import { isTaken, lockFileError, openLockFile } from './lockFile.js';

export interface RunLock {
  release(): void;
}

/** How long a process that only looks, or is noting its id, is waited for, ms. */
const patience = 1000;

/**
 * Takes the lock file at `path` for this process; `what` it guards is for messages. Errors: `busy`, naming the holder, while a live process has it; `unreadable` where the
 * file is damaged. It is SQLite's own lock
 * on a file of its own, which the kernel drops when its holder ends, however it ends: nothing goes stale, and a pid that is used
 * again, or that another container counts differently, deceives nobody.
 */
export function takeRunLock(path: string, what = 'data folder'): RunLock {
  const file = openLockFile(path, patience);
  try {
    file.exec('BEGIN IMMEDIATE');
    file.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL) STRICT; DELETE FROM holder');
    // Not prepared: a statement would keep the file locked after release, until it is garbage.
    file.exec(`INSERT INTO holder VALUES (${process.pid})`);
    file.exec('COMMIT');
    // Kept open as long as the lock: others may read the pid, and cannot begin one.
    file.exec('BEGIN IMMEDIATE');
  } catch (error) {
    const failure = isTaken(error) ? busy(error, holder(file), { path, what }) : lockFileError(error, path);
    file.close();
    throw failure;
  }
  return {
    release: () => {
      if (file.open) file.close();
    },
  };
}

const busy = (
  cause: unknown,
  who: number | undefined,
  { path, what }: { readonly path: string; readonly what: string },
): PipelineError =>
  new PipelineError(
    'busy',
    `Another run uses this ${what} (${who ? `process ${who}, ` : ''}lock ${path}). Stop it first, or choose another ${what}.`,
    { cause, context: { path, ...(who ? { pid: who } : {}) } },
  );

function holder(file: LibsqlDatabase.Database): number | undefined {
  try {
    // The one column of the one row that takeRunLock() writes.
    const rows = file.prepare('SELECT pid FROM holder').all([]) as { readonly pid: number }[];
    return rows.at(0)?.pid;
  } catch {
    return undefined;
  }
}
