import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PipelineError } from '../../errors.js';
import type { Finding } from './finding.js';

/** Can files be made in the folder, or, where there is none yet, can it be made? Leaves nothing behind. */
export function checkFolder(what: 'data' | 'out', path: string): Finding {
  const folder = resolve(path);
  let there = folder;
  while (!existsSync(there) && there !== dirname(there)) there = dirname(there);
  if (!statSync(there).isDirectory())
    return { what, well: false, text: `${folder} cannot be a folder: ${there} is a file. ${advice(what)}` };
  try {
    // Rights alone do not tell: the file system may be read only, or the folder a file.
    rmSync(mkdtempSync(join(there, '.mashstream-check-')), { recursive: true });
    return { what, well: true, text: there === folder ? folder : `${folder} (will be made)` };
  } catch (error) {
    const why = PipelineError.from(error).message;
    return { what, well: false, text: `${folder} cannot be written (${why}). ${advice(what)}` };
  }
}

const advice = (what: 'data' | 'out'): string => `Choose another with --${what}.`;
