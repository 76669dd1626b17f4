import { pathToFileURL } from 'node:url';
import LibsqlDatabase from 'libsql';
import { PipelineError } from '../../../errors.js';
import { isDamaged } from './isDamaged.js';
import { refuseForeign } from './refuseForeign.js';
import { refuseNul } from './refuseNul.js';
import { sqliteError } from './sqliteError.js';

/** What may be bound. libsql aborts the process on a boolean. */
export type SqlValue = number | string | Uint8Array | null;

/** Not for two uses at once: a nested call would disturb the outer one. */
export interface Statement<Row> {
  /** Blobs arrive as ArrayBuffer. Inside a transaction only, where it writes. */
  all(...values: readonly SqlValue[]): readonly Row[];
  /** Returns the number of changed rows. */
  run(...values: readonly SqlValue[]): number;
}

export interface Database {
  readonly path: string;
  readonly readOnly: boolean;
  /** What others write is not seen. */
  readonly frozen: boolean;
  exec(sql: string): void;
  /** `Row` names the columns of the SELECT beside it, whose types the STRICT tables guarantee. */
  prepare<Row = never>(sql: string): Statement<Row>;
  /** All of `work` or nothing, durable on return. Not to be nested. */
  transaction<T>(work: () => T): T;
  /** `work` reads one moment's content. */
  snapshot<T>(work: () => T): T;
  /** `work`, whose errors of any kind become PipelineErrors: what a sound file cannot give is `unreadable` where this one is damaged. */
  doing<T>(what: string, work: () => T): T;
  /** Nothing can be done with it, or with its statements, afterwards. */
  close(): void;
}

/**
 * A connection to the SQLite file at `path`, whose errors are PipelineErrors (see sqliteError). It waits for nobody: SQLite would hold
 * up the event loop while it does; what another process holds is `unavailable`.
 */
export function connect(path: string, readOnly: boolean, { immutable = false } = {}): Database {
  const raw = open(path, readOnly ? (immutable ? 'mode=ro&immutable=1' : 'mode=ro') : undefined);
  let damaged: boolean | undefined;
  const attempt = <T>(doing: string, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw sqliteError(error, { doing, path, isDamaged: () => (damaged ??= isDamaged(raw)) });
    }
  };

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
    ...{ path, readOnly, frozen: false, exec },
    prepare: (sql) =>
      statement(
        whileOpen('Preparing a statement', () => raw.prepare(sql)),
        whileOpen,
        readsOnly.test(sql) ? () => undefined : () => refuseAlone(raw),
      ),
    doing: attempt,
    transaction: (work) => between('BEGIN IMMEDIATE', work),
    snapshot: (work) => between('BEGIN DEFERRED', work),
    close: () => close(raw, readOnly),
  };
}

function open(path: string, query: string | undefined): LibsqlDatabase.Database {
  if (path !== ':memory:') refuseForeign(path);
  try {
    return new LibsqlDatabase(query ? `${pathToFileURL(path).href}?${query}` : path, { timeout: 0 });
  } catch (error) {
    throw sqliteError(error, { doing: 'Opening the database', path });
  }
}

const readsOnly = /^\s*(?:SELECT|PRAGMA|WITH)\b/i;

/**
 * libsql leaves a statement that met a lock in `all` unfinished; one that writes, outside a transaction, would then take what others
 * write into a transaction of its own that nobody ends, and that would be lost.
 */
function refuseAlone(raw: LibsqlDatabase.Database): void {
  if (raw.inTransaction) return;
  throw new PipelineError('internal', 'A writing statement that returns rows needs a transaction.');
}

/** Only `all` and `run`: libsql's `get` keeps the values bound before when it follows `all` on one statement. */
function statement<Row>(
  prepared: LibsqlDatabase.Statement,
  whileOpen: <T>(doing: string, work: () => T) => T,
  beforeRows: () => void,
): Statement<Row> {
  const checked = (values: readonly SqlValue[]): SqlValue[] =>
    values.map((value) => (typeof value === 'string' ? refuseNul(value) : value));
  return {
    // The SQL and Row stand side by side at each prepare().
    all: (...values) =>
      whileOpen('Reading', () => {
        beforeRows();
        return prepared.all(checked(values)) as Row[];
      }),
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
