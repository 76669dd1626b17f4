import { openSync, closeSync } from 'node:fs';
import { PipelineError, type ErrorCode } from '../../../errors.js';
import { lockHolder } from '../lock/lockHolder.js';

/** What a result code means to the user. */
interface Meaning {
  readonly code: ErrorCode;
  readonly advice: string;
}

const damaged: Meaning = {
  code: 'unreadable',
  advice: 'The file is damaged. Restore it, or move it away to begin anew.',
};

/** SQLite's primary result codes that mean something to the user (https://sqlite.org/rescode.html). */
const meanings: Readonly<Partial<Record<number, Meaning>>> = {
  8: {
    code: 'bad-config',
    advice: 'It cannot be written to. Choose another data folder or change its rights.',
  },
  11: damaged,
  13: { code: 'disk-full', advice: 'The disk is full. Free some space and run again.' },
  14: {
    code: 'bad-config',
    advice: 'The file cannot be opened. Check that its folder exists and may be written to.',
  },
  26: {
    code: 'unreadable',
    advice: 'The file is not a database. Move it away, or choose another data folder.',
  },
};

/** BUSY, LOCKED and PROTOCOL: another connection is at work on the file. */
const locked = [5, 6, 15];
const cannotOpen = 14;

/** SQLITE_IOERR_WRITE and SQLITE_IOERR_TRUNCATE: what a file-size limit or a quota gives in place of SQLITE_FULL. */
const cannotGrow = [778, 1546];

export interface SqliteFailure {
  /** What was being done. */
  readonly doing: string;
  readonly path: string;
  /** Asked about errors that a sound file does not give: is it damaged? */
  readonly isDamaged?: () => boolean;
}

/** Any error of libsql as a PipelineError that says what was being done and to which file. */
export function sqliteError(error: unknown, { doing, path, isDamaged }: SqliteFailure): PipelineError {
  if (error instanceof PipelineError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const result = resultCode(error);
  const away = whatIsAway(result & 0xff, path);
  const meaning = away ?? meanings[cannotGrow.includes(result) ? 13 : result & 0xff];
  const { code, advice } = meaning ?? (isDamaged?.() ? damaged : fault);
  return new PipelineError(code, `${doing} failed in ${path} (${text}). ${advice}`, {
    cause: error,
    retryable: away !== undefined,
    context: { path, sqlite: result, ...(away && { away: `the database ${path}` }) },
  });
}

const fault: Meaning = { code: 'internal', advice: 'This is a fault of the program.' };

function whatIsAway(primary: number, path: string): Meaning | undefined {
  if (locked.includes(primary))
    return { code: 'unavailable', advice: `It is held by ${lockHolder(path) ?? 'another process'}.` };
  if (primary === cannotOpen && noFilesLeft())
    return { code: 'unavailable', advice: 'Too many files are open. Raise the limit (ulimit -n).' };
  return undefined;
}

function noFilesLeft(): boolean {
  try {
    closeSync(openSync('/dev/null', 'r'));
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && (error.code === 'EMFILE' || error.code === 'ENFILE');
  }
}

/** libsql gives a raw code, except where opening fails: there it only ends its message with the code. 0: no error of SQLite's. */
export function resultCode(error: unknown): number {
  if (!(error instanceof Error)) return 0;
  if ('rawCode' in error && typeof error.rawCode === 'number') return error.rawCode;
  const opening = /Unable to open connection.*: (\d+)/.exec(error.message);
  return opening ? Number(opening[1]) : 0;
}
