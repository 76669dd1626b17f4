import { basename, dirname, extname } from 'node:path';
import { splitOf, type Split } from '../../../domain/learning/split.js';
import { findScores } from '../synthesizing/findScores.js';

/** A score to train on. */
export interface TrainingScore {
  readonly path: string;
  readonly composition: string;
  readonly split: Split;
}

/** Scores (.mxl) in files and folders, each once, in the order of their paths. Error `not-found`. */
export async function findMusic(paths: readonly string[]): Promise<readonly TrainingScore[]> {
  const found = await findScores(paths, /\.mxl$/i);
  return [...new Set(found)].map((path) => {
    const composition = `${basename(dirname(path))}/${basename(path, extname(path))}`;
    return { path, composition, split: splitOf(composition) };
  });
}
