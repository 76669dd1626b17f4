import LibsqlDatabase from 'libsql';
import { PipelineError } from '../../errors.js';
import { sqliteError } from './sqliteError.js';

export interface RunLock {
  release(): void;
}

/** How long the note of another process's id is waited for, ms. */
const patience = 1000;

/**
 * Takes the lock file at `path` for this process; error `busy`, naming the holder, while a live process has it. It is SQLite's own lock
 * on a file of its own, which the kernel drops when its holder ends, however it ends: nothing goes stale, and a pid that is used
 * again, or that another container counts differently, deceives nobody.
 */
export function takeRunLock(path: string): RunLock {
  const file = open(path);
  try {
    file.exec('BEGIN IMMEDIATE');
    file.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL) STRICT; DELETE FROM holder');
    // Not prepared: a statement would keep the file locked after release, until it is garbage.
    file.exec(`INSERT INTO holder VALUES (${process.pid})`);
    file.exec('COMMIT');
    // Kept open as long as the lock: others may read the pid, and cannot begin one.
    file.exec('BEGIN IMMEDIATE');
  } catch (error) {
    const failure = refusal(error, file, path);
    file.close();
    throw failure;
  }
  return {
    release: () => {
      if (file.open) file.close();
    },
  };
}

function open(path: string): LibsqlDatabase.Database {
  try {
    return new LibsqlDatabase(path, { timeout: patience });
  } catch (error) {
    throw sqliteError(error, 'Opening the lock file', path);
  }
}

function refusal(error: unknown, file: LibsqlDatabase.Database, path: string): PipelineError {
  const failure = sqliteError(error, 'Taking the lock', path);
  if (failure.code !== 'busy') return failure;
  const who = holder(file);
  return new PipelineError(
    'busy',
    `Another run uses this data folder (${who ? `process ${who}, ` : ''}lock ${path}). Stop it first, or choose another data folder.`,
    { cause: error, context: { path, ...(who ? { pid: who } : {}) } },
  );
}

function holder(file: LibsqlDatabase.Database): number | undefined {
  try {
    // The one column of the one row that takeRunLock() writes.
    const rows = file.prepare('SELECT pid FROM holder').all([]) as { readonly pid: number }[];
    return rows.at(0)?.pid;
  } catch {
    return undefined;
  }
}
