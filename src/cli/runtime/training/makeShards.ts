import { createHash } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { WindowsWorker } from '../../../adapters/training/windowsWorker.js';
import type { TrainingScore } from './findMusic.js';

export interface ShardRun {
  readonly worker: WindowsWorker;
  /** Where the files go. */
  readonly folder: string;
  readonly seed: string;
  /** Recordings of each score. */
  readonly versions: number;
  /** Shards made at once. */
  readonly together: number;
  readonly onShard?: (done: { readonly made: number; readonly of: number }) => void;
  readonly onFailure?: (message: string) => void;
}

/** Scores of a file: few enough that little is lost when it ends in the middle. */
const perShard = 64;

/** Files of training windows of all scores, each made where it is not there yet; resolves to their paths. */
export async function makeShards(
  scores: readonly TrainingScore[],
  run: ShardRun,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  await mkdir(run.folder, { recursive: true });
  const jobs = Array.from({ length: run.versions }, (_, version) =>
    Array.from({ length: Math.ceil(scores.length / perShard) }, (__, place) => {
      const some = scores.slice(place * perShard, (place + 1) * perShard);
      return {
        scores: some,
        seed: run.seed,
        version,
        output: join(run.folder, nameOf(some, run.seed, version)),
      };
    }),
  ).flat();
  const waiting = jobs.values();
  let made = 0;
  const work = async (): Promise<void> => {
    for (const job of waiting) {
      signal?.throwIfAborted();
      if (!(await exists(job.output))) {
        const { failures } = await run.worker.make(job, signal);
        if (job.version === 0) failures.forEach((message) => run.onFailure?.(message));
      }
      made += 1;
      run.onShard?.({ made, of: jobs.length });
    }
  };
  await Promise.all(Array.from({ length: run.together }, work));
  return jobs.map(({ output }) => output);
}

/** Of other scores, draws or versions is another file. */
function nameOf(scores: readonly TrainingScore[], seed: string, version: number): string {
  const words = JSON.stringify([seed, version, scores.map(({ composition }) => composition)]);
  return `${createHash('sha256').update(words).digest('hex').slice(0, 16)}.safetensors`;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
