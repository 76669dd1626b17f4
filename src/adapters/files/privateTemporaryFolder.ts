import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PipelineError } from '../../errors.js';

/** A folder of this user's own for temporary files. Error `refused-input` where somebody else has put something in its place. */
export function privateTemporaryFolder(parent = tmpdir()): string {
  const user = process.getuid?.();
  const path = join(parent, user === undefined ? 'mashstream' : `mashstream-${user}`);
  if (!lstatSync(path, { throwIfNoEntry: false })) mkdirSync(path, { recursive: true, mode: 0o700 });
  const found = lstatSync(path);
  if (found.isDirectory() && (user === undefined || found.uid === user)) return path;
  throw new PipelineError(
    'refused-input',
    `Working in ${path}: it is not a folder of your own. Set TMPDIR to a folder that is.`,
  );
}
