import { basename, dirname, extname } from 'node:path';
import { splitOf, type Split } from '../../../domain/learning/split.js';
import { findScores } from '../synthesizing/findScores.js';

/** A score to train on. */
export interface TrainingScore {
  readonly path: string;
  readonly composition: string;
  readonly split: Split;
  /** The file or folder that was named. */
  readonly source: string;
}

/** Scores (.mxl) in files and folders, each once, in the order of their paths. Error `not-found`. */
export async function findMusic(paths: readonly string[]): Promise<readonly TrainingScore[]> {
  const sources = new Map<string, string>();
  for (const source of paths)
    for (const path of await findScores([source], /\.mxl$/i))
      if (!sources.has(path)) sources.set(path, source);
  return [...sources]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, source]) => {
      const composition = `${basename(dirname(path))}/${basename(path, extname(path))}`;
      return { path, composition, split: splitOf(composition), source };
    });
}
