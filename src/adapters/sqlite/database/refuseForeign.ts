import { openSync, readSync, statSync } from 'node:fs';
import { PipelineError } from '../../../errors.js';

const magic = 'SQLite format 3\0';
/** Versions of the format for writing and reading (bytes 18, 19); a higher one makes a file read only to SQLite. */
const known = [1, 2];
/** The smallest page that SQLite writes. */
const smallest = 512;

/**
 * Error `unreadable` where the file at `path` cannot be a database, which SQLite would overwrite (one byte) or name otherwise. None, or
 * one of no bytes, is a new one; beside a rollback journal SQLite mends it.
 */
export function refuseForeign(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile() || (statSync(`${path}-journal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return;
  const { size, start, versions } = beginning(path);
  if (
    size === 0 ||
    (size >= smallest && start === magic && versions.every((version) => known.includes(version)))
  )
    return;
  const problem =
    start === magic
      ? 'it is damaged. Restore it, or move it away to begin anew.'
      : 'the file is not a database. Move it away, or choose another data folder.';
  throw new PipelineError('unreadable', `Opening the database ${path}: ${problem}`, { context: { path } });
}

interface Beginning {
  readonly size: number;
  readonly start: string;
  readonly versions: readonly number[];
}

/**
 * Files that were looked at, by device and inode. They stay open: POSIX takes all locks of a process on a file when *any* of its
 * descriptors is closed, those of SQLite's connections too; another process would then think itself alone, remove the WAL file, and all
 * that is written here afterwards would be lost.
 */
const looked = new Map<string, number>();

function beginning(path: string): Beginning {
  try {
    const { dev, ino, size } = statSync(path);
    const file = looked.get(`${dev}:${ino}`) ?? openSync(path, 'r');
    looked.set(`${dev}:${ino}`, file);
    const bytes = Buffer.alloc(20);
    readSync(file, bytes, 0, bytes.length, 0);
    const start = bytes.toString('latin1', 0, magic.length);
    return { size, start, versions: [bytes[18], bytes[19]] };
  } catch {
    // SQLite says why it cannot be opened.
    return { size: 0, start: '', versions: [] };
  }
}
