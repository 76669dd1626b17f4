import { readFile } from 'node:fs/promises';
import { randomFrom } from '../../domain/random.js';
import { PipelineError } from '../../errors.js';
import type { TrainingWindow } from '../../model/training/trainingSet.js';
import { readMxl } from '../musicxml/readMxl.js';
import { serveJobs } from '../process/serveJobs.js';
import { writeShard } from './shards.js';
import { windowsOfScore, type Composition } from './windowsOfScore.js';

/** Scores of which one file of training windows is made. */
export interface ShardJob {
  readonly scores: readonly (Composition & { readonly path: string })[];
  readonly seed: string;
  /** Each version is another recording of the same music; validation and test have the first alone. */
  readonly version: number;
  readonly output: string;
}

export interface ShardMade {
  readonly windows: number;
  /** Scores that could not be read, in words. */
  readonly failures: readonly string[];
}

const handlers = {
  async make({ scores, seed, version, output }: ShardJob): Promise<ShardMade> {
    const windows: TrainingWindow[] = [];
    const failures: string[] = [];
    for (const { path, composition, split } of scores) {
      if (version > 0 && split !== 'train') continue;
      try {
        const score = readMxl(await readFile(path), path);
        const randomOf = (place: number) =>
          randomFrom(seed, 'window', composition, String(version), String(place));
        windows.push(...windowsOfScore(score, { composition, split }, randomOf));
      } catch (error) {
        failures.push(PipelineError.from(error).message);
      }
    }
    await writeShard(output, windows);
    return { windows: windows.length, failures };
  },
};
export type WindowsHandlers = typeof handlers;

serveJobs(handlers);
