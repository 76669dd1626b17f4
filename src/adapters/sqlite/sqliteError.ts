import { PipelineError, type ErrorCode } from '../../errors.js';

/** SQLite's primary result codes that mean something to the user (https://sqlite.org/rescode.html). */
const meanings: Readonly<Partial<Record<number, { readonly code: ErrorCode; readonly advice: string }>>> = {
  5: { code: 'busy', advice: 'Another process is writing to it; try again when that has ended.' },
  8: {
    code: 'bad-config',
    advice: 'It cannot be written to. Choose another data folder or change its rights.',
  },
  11: { code: 'unreadable', advice: 'The file is damaged. Restore it, or move it away to begin anew.' },
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

/** SQLITE_IOERR_WRITE and SQLITE_IOERR_TRUNCATE: what a file-size limit or a quota gives in place of SQLITE_FULL. */
const cannotGrow = [778, 1546];

/** Any error of libsql as a PipelineError that says what was being done (`doing`) and to which file. */
export function sqliteError(error: unknown, doing: string, path: string): PipelineError {
  if (error instanceof PipelineError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const result = resultCode(error, text);
  const meaning = meanings[cannotGrow.includes(result) ? 13 : result & 0xff];
  return new PipelineError(
    meaning?.code ?? 'internal',
    `${doing} failed in ${path} (${text}). ${meaning?.advice ?? 'This is a fault of the program.'}`,
    { cause: error, retryable: meaning?.code === 'busy', context: { path, sqlite: result } },
  );
}

/** libsql gives a raw code, except where opening fails: there it only ends its message with the code. */
function resultCode(error: unknown, text: string): number {
  if (error instanceof Error && 'rawCode' in error && typeof error.rawCode === 'number') return error.rawCode;
  const opening = /Unable to open connection.*: (\d+)/.exec(text);
  return opening ? Number(opening[1]) : 0;
}
