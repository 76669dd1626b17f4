import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { PipelineError } from '../../errors.js';

const magic = 'SQLite format 3\0';
/** The smallest page that SQLite writes. */
const smallest = 512;

/**
 * Error `unreadable` where the file at `path` cannot be a database, which SQLite would overwrite (one byte) or name otherwise. None, or
 * one of no bytes, is a new one; beside a rollback journal SQLite mends it.
 */
export function refuseForeign(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile() || (statSync(`${path}-journal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return;
  const { size, start } = beginning(path);
  if (size === 0 || (size >= smallest && start === magic)) return;
  throw new PipelineError(
    'unreadable',
    `Opening the database ${path}: the file is ${start === magic ? 'damaged (cut off)' : 'not a database'}. ` +
      'Restore it, or move it away to begin anew; or choose another data folder.',
    { context: { path } },
  );
}

function beginning(path: string): { readonly size: number; readonly start: string } {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    // SQLite says why it cannot be opened.
    return { size: 0, start: '' };
  }
  try {
    const bytes = Buffer.alloc(magic.length);
    readSync(file, bytes, 0, magic.length, 0);
    return { size: fstatSync(file).size, start: bytes.toString('latin1') };
  } finally {
    closeSync(file);
  }
}
