import { existsSync } from 'node:fs';
import { PipelineError } from '../../../errors.js';
import { connect, type Database } from './connect.js';
import { migrations } from './migrations.js';
import { openFrozen } from './openFrozen.js';

export interface OpenOptions {
  /** Never writes, creates nothing: for a second process that looks on. */
  readonly readOnly?: boolean;
  /** Makes a folder for a copy, where one is needed to look into a folder that may not be written to. */
  readonly copyFolder?: () => string;
}

/**
 * Opens (and creates or migrates) the database file at `path`; `:memory:` is a private one that ends with it. Errors: `not-found`
 * (read only), `bad-config` (cannot be opened or written, or made by a newer version), `unreadable`, `disk-full`, `busy`.
 */
export function openDatabase(path: string, options: OpenOptions = {}): Database {
  const readOnly = options.readOnly ?? false;
  if (readOnly && !existsSync(path))
    throw new PipelineError(
      'not-found',
      `There is no database at ${path}. Run something first, or check the data folder.`,
    );
  try {
    return prepared(connect(path, readOnly));
  } catch (error) {
    const { copyFolder } = options;
    if (!readOnly || !copyFolder || !cannotShare(error)) throw error;
    return prepared(openFrozen(path, copyFolder));
  }
}

/** SQLITE_CANTOPEN, of a file that is there, and SQLITE_READONLY: the files beside it cannot be made or written. */
const cannotShare = (error: unknown): boolean =>
  error instanceof PipelineError && [8, 14].includes(Number(error.context['sqlite']) & 0xff);

function prepared(db: Database): Database {
  try {
    prepareDatabase(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function prepareDatabase(db: Database): void {
  const pragma = db.prepare<{ user_version: number }>('PRAGMA user_version');
  const version = () => pragma.all()[0].user_version;
  if (version() > migrations.length) throw wrongVersion(db, version(), 'a newer', 'Update the program');
  if (version() === 0) refuseOthers(db);
  if (db.readOnly) {
    if (version() < migrations.length)
      throw wrongVersion(db, version(), 'an older', 'Use it once with `run`');
    return;
  }
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
  if (version() === migrations.length) return;
  db.transaction(() => {
    // Read again inside: another process may have migrated meanwhile.
    for (const step of migrations.slice(version())) db.exec(step);
    db.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

/** A database that another program made, or whose version is lost. */
function refuseOthers(db: Database): void {
  const [{ count }] = db.prepare<{ count: number }>('SELECT count(*) AS count FROM sqlite_schema').all();
  if (count > 0)
    throw new PipelineError(
      'unreadable',
      `The database ${db.path} was not made by mashstream, or is damaged. Restore it, or move it away to begin anew; or choose another data folder.`,
      { context: { path: db.path } },
    );
}

const wrongVersion = (
  { path }: Database,
  version: number,
  age: 'a newer' | 'an older',
  remedy: string,
): PipelineError =>
  new PipelineError(
    'bad-config',
    `The database ${path} was made by ${age} version of mashstream ` +
      `(schema ${version}, this one knows ${migrations.length}). ${remedy}, or choose another data folder.`,
    { context: { path, version } },
  );
