import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PipelineError } from '../../../errors.js';

/** Files of music that are named, and those in folders whose names end so, in the order of their paths. Error `not-found`. */
export async function findScores(paths: readonly string[], ending: RegExp): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths.map((name) => resolve(name))) {
    const info = await stat(path).catch((cause: unknown) => {
      throw new PipelineError('not-found', `Looking for music: there is no ${path}. Check the name.`, {
        cause,
      });
    });
    if (!info.isDirectory()) found.push(path);
    else {
      const names = await readdir(path, { recursive: true });
      found.push(...names.filter((name) => ending.test(name)).map((name) => join(path, name)));
    }
  }
  return found.sort();
}
