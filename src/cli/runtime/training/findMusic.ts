import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { splitOf, type Split } from '../../../domain/learning/split.js';
import { PipelineError } from '../../../errors.js';

/** A score to train on. */
export interface TrainingScore {
  readonly path: string;
  readonly composition: string;
  readonly split: Split;
}

/** Scores (.mxl) in files and folders, each once, in the order of their paths. Error `not-found`. */
export async function findMusic(paths: readonly string[]): Promise<readonly TrainingScore[]> {
  const found: string[] = [];
  for (const path of paths.map((name) => resolve(name))) {
    const info = await stat(path).catch((cause: unknown) => {
      throw new PipelineError('not-found', `Looking for scores: there is no ${path}. Check the name.`, {
        cause,
      });
    });
    if (!info.isDirectory()) found.push(path);
    else {
      const names = await readdir(path, { recursive: true });
      found.push(...names.filter((name) => /\.mxl$/i.test(name)).map((name) => join(path, name)));
    }
  }
  return [...new Set(found)].sort().map((path) => {
    const composition = `${basename(dirname(path))}/${basename(path, extname(path))}`;
    return { path, composition, split: splitOf(composition) };
  });
}
