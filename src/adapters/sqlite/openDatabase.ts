import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import LibsqlDatabase from 'libsql';
import { PipelineError } from '../../errors.js';
import { migrations } from './migrations.js';
import { refuseNul } from './refuseNul.js';
import { sqliteError } from './sqliteError.js';

/** What may be bound. libsql aborts the process on a boolean. */
export type SqlValue = number | string | Uint8Array | null;

export interface Statement<Row> {
  /** Blobs arrive as ArrayBuffer. */
  all(...values: readonly SqlValue[]): readonly Row[];
  /** Returns the number of changed rows. */
  run(...values: readonly SqlValue[]): number;
}

export interface Database {
  readonly path: string;
  readonly readOnly: boolean;
  /** `Row` names the columns of the SELECT beside it, whose types the STRICT tables guarantee. */
  prepare<Row = never>(sql: string): Statement<Row>;
  /** All of `work` or nothing, durable on return. Not to be nested. */
  transaction<T>(work: () => T): T;
  /** `work` reads one moment's content. */
  snapshot<T>(work: () => T): T;
  close(): void;
}

export interface OpenOptions {
  /** Never writes, creates nothing: for a second process that looks on. */
  readonly readOnly?: boolean;
}

/** How long a writer waits for another process's transaction, ms. */
const patience = 10_000;

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
  const guarded = <T>(doing: string, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw sqliteError(error, doing, path);
    }
  };
  const raw = guarded(
    'Opening the database',
    () => new LibsqlDatabase(readOnly ? `${pathToFileURL(path).href}?mode=ro` : path, { timeout: patience }),
  );
  const db = wrap(raw, { path, readOnly, guarded });
  try {
    guarded('Preparing the database', () => prepareDatabase(raw, db));
  } catch (error) {
    raw.close();
    throw error;
  }
  return db;
}

interface Wrapping {
  readonly path: string;
  readonly readOnly: boolean;
  readonly guarded: <T>(doing: string, work: () => T) => T;
}

function wrap(raw: LibsqlDatabase.Database, { path, readOnly, guarded }: Wrapping): Database {
  const between = <T>(begin: string, work: () => T): T => {
    guarded('Beginning a transaction', () => raw.exec(begin));
    try {
      const result = work();
      guarded('Committing', () => raw.exec('COMMIT'));
      return result;
    } catch (error) {
      rollBack(raw);
      throw error;
    }
  };
  return {
    path,
    readOnly,
    prepare: <Row>(sql: string) =>
      statement<Row>(
        guarded('Preparing a statement', () => raw.prepare(sql)),
        guarded,
      ),
    transaction: (work) => between('BEGIN IMMEDIATE', work),
    snapshot: (work) => between('BEGIN DEFERRED', work),
    close: () => raw.close(),
  };
}

/** Only `all` and `run`: libsql's `get` keeps the values bound before when it follows `all` on one statement. */
function statement<Row>(prepared: LibsqlDatabase.Statement, guarded: Wrapping['guarded']): Statement<Row> {
  const checked = (values: readonly SqlValue[]): SqlValue[] =>
    values.map((value) => (typeof value === 'string' ? refuseNul(value) : value));
  return {
    // The SQL and Row stand side by side at each prepare().
    all: (...values) => guarded('Reading', () => prepared.all(checked(values)) as Row[]),
    run: (...values) => guarded('Writing', () => prepared.run(checked(values)).changes),
  };
}

function rollBack(raw: LibsqlDatabase.Database): void {
  try {
    raw.exec('ROLLBACK');
  } catch {
    // SQLite has rolled back by itself, as it does when the disk is full.
  }
}

function prepareDatabase(raw: LibsqlDatabase.Database, db: Database): void {
  const version = () => db.prepare<{ user_version: number }>('PRAGMA user_version').all()[0].user_version;
  refuseNewer(version(), db.path);
  if (db.readOnly) return refuseOlder(version(), db.path);
  raw.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
  if (version() === migrations.length) return;
  db.transaction(() => {
    // Read again inside: another process may have migrated meanwhile.
    for (const step of migrations.slice(version())) raw.exec(step);
    raw.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

function refuseNewer(version: number, path: string): void {
  if (version <= migrations.length) return;
  throw new PipelineError(
    'bad-config',
    `The database ${path} was made by a newer version (schema ${version}, this program knows ${migrations.length}). Update the program, or choose another data folder.`,
    { context: { path, version } },
  );
}

function refuseOlder(version: number, path: string): void {
  if (version === migrations.length) return;
  throw new PipelineError(
    'bad-config',
    `The database ${path} was made by an older version (schema ${version}, wanted ${migrations.length}). Run \`mashstream run\` once to bring it up to date.`,
    { context: { path, version } },
  );
}
