import { pathToFileURL } from 'node:url';
import LibsqlDatabase from 'libsql';
import { PipelineError } from '../../errors.js';
import { refuseNul } from './refuseNul.js';
import { sqliteError } from './sqliteError.js';

/** What may be bound. libsql aborts the process on a boolean. */
export type SqlValue = number | string | Uint8Array | null;

/** Not for two uses at once: a nested call would disturb the outer one. */
export interface Statement<Row> {
  /** Blobs arrive as ArrayBuffer. */
  all(...values: readonly SqlValue[]): readonly Row[];
  /** Returns the number of changed rows. */
  run(...values: readonly SqlValue[]): number;
}

export interface Database {
  readonly path: string;
  readonly readOnly: boolean;
  exec(sql: string): void;
  /** `Row` names the columns of the SELECT beside it, whose types the STRICT tables guarantee. */
  prepare<Row = never>(sql: string): Statement<Row>;
  /** All of `work` or nothing, durable on return. Not to be nested. */
  transaction<T>(work: () => T): T;
  /** `work` reads one moment's content. */
  snapshot<T>(work: () => T): T;
  /** Nothing can be done with it, or with its statements, afterwards. */
  close(): void;
}

/** How long a writer waits for another process's transaction, ms. */
const patience = 10_000;

/** A connection to the SQLite file at `path`, whose errors are PipelineErrors (see sqliteError). */
export function connect(path: string, readOnly: boolean): Database {
  const attempt = <T>(doing: string, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw sqliteError(error, doing, path);
    }
  };
  const name = readOnly ? `${pathToFileURL(path).href}?mode=ro` : path;
  const raw = attempt('Opening the database', () => new LibsqlDatabase(name, { timeout: patience }));

  const whileOpen = <T>(doing: string, work: () => T): T => {
    // libsql lets a statement work on after its database was closed.
    if (!raw.open)
      throw new PipelineError(
        'internal',
        `${doing} in ${path}: it is closed. This is a fault of the program.`,
      );
    return attempt(doing, work);
  };
  const exec = (sql: string): void => void whileOpen('Running a statement', () => raw.exec(sql));
  const between = <T>(begin: string, work: () => T): T => {
    exec(begin);
    try {
      const result = work();
      exec('COMMIT');
      return result;
    } catch (error) {
      rollBack(raw);
      throw error;
    }
  };
  return {
    ...{ path, readOnly, exec },
    prepare: (sql) =>
      statement(
        whileOpen('Preparing a statement', () => raw.prepare(sql)),
        whileOpen,
      ),
    transaction: (work) => between('BEGIN IMMEDIATE', work),
    snapshot: (work) => between('BEGIN DEFERRED', work),
    close: () => close(raw, readOnly),
  };
}

/** Only `all` and `run`: libsql's `get` keeps the values bound before when it follows `all` on one statement. */
function statement<Row>(
  prepared: LibsqlDatabase.Statement,
  whileOpen: <T>(doing: string, work: () => T) => T,
): Statement<Row> {
  const checked = (values: readonly SqlValue[]): SqlValue[] =>
    values.map((value) => (typeof value === 'string' ? refuseNul(value) : value));
  return {
    // The SQL and Row stand side by side at each prepare().
    all: (...values) => whileOpen('Reading', () => prepared.all(checked(values)) as Row[]),
    run: (...values) => whileOpen('Writing', () => prepared.run(checked(values)).changes),
  };
}

function rollBack(raw: LibsqlDatabase.Database): void {
  try {
    raw.exec('ROLLBACK');
  } catch {
    // SQLite has rolled back by itself, as it does when the disk is full.
  }
}

/** libsql closes the file only when the last statement is garbage: bring the content home from the WAL file before that. */
function close(raw: LibsqlDatabase.Database, readOnly: boolean): void {
  if (!raw.open) return;
  try {
    if (!readOnly) raw.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // Only tidiness is lost: the WAL file holds everything.
  }
  raw.close();
}
