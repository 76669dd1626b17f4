import { copyFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PipelineError } from '../../../errors.js';
import { connect, type Database } from './connect.js';

/**
 * A database in a folder that may not be written to, where SQLite cannot make the files by which it shares one: as it stands, or, where
 * a WAL file holds more, a copy of both in a folder of its own, which goes when it is closed. Later changes are not seen. Error
 * `unavailable` while the files change under the copying.
 */
export function openFrozen(path: string, copyFolder: () => string): Database {
  if (sizeOf(`${path}-wal`) === 0) return { ...connect(path, true, { immutable: true }), frozen: true };
  const folder = copyFolder();
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, 'mashstream.db');
    copyBoth(path, copy);
    const db = connect(copy, false);
    db.exec('PRAGMA query_only = 1');
    const close = (): void => {
      db.close();
      remove();
    };
    return { ...db, readOnly: true, frozen: true, close };
  } catch (error) {
    remove();
    throw error;
  }
}

const files = ['', '-wal'];

function copyBoth(from: string, to: string): void {
  const look = (): string => files.map((suffix) => stampOf(`${from}${suffix}`)).join();
  const before = look();
  try {
    for (const suffix of files) copyFileSync(`${from}${suffix}`, `${to}${suffix}`);
  } catch (cause) {
    const why = PipelineError.from(cause).message;
    throw new PipelineError(
      'bad-config',
      `Copying the database ${from}, to look at it: ${why}. Change the rights.`,
      {
        cause,
      },
    );
  }
  if (look() === before) return;
  throw new PipelineError(
    'unavailable',
    `Copying the database ${from}, to look at it: another process is writing to it.`,
    {
      retryable: true,
      context: { away: `the database ${from}` },
    },
  );
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return `${found?.ino ?? 0} ${found?.size ?? 0} ${found?.mtimeMs ?? 0}`;
}
