import { createHash } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { WindowsWorker } from '../../../adapters/training/windowsWorker.js';
import { inputVersions } from '../../../domain/learning/inputVersions.js';
import { outliveDeaths } from './outliveDeaths.js';
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

/** A file of training windows, and what goes into it. */
export interface PlannedShard {
  readonly scores: readonly TrainingScore[];
  readonly seed: string;
  readonly version: number;
  readonly output: string;
}

/** The files of training windows of all scores, named by what is in them. */
export async function planShards(
  scores: readonly TrainingScore[],
  { folder, seed, versions }: Pick<ShardRun, 'folder' | 'seed' | 'versions'>,
): Promise<readonly PlannedShard[]> {
  const groups = await Promise.all(
    Array.from({ length: Math.ceil(scores.length / perShard) }, async (_, place) => {
      const some = scores.slice(place * perShard, (place + 1) * perShard);
      return { scores: some, contents: await contentsOf(some) };
    }),
  );
  return Array.from({ length: versions }, (_, version) =>
    groups.map(({ scores: some, contents }) => ({
      ...{ scores: some, seed, version },
      output: join(folder, nameOf(contents, seed, version)),
    })),
  ).flat();
}

/** Makes each file that is not there yet. */
export async function makeShards(
  jobs: readonly PlannedShard[],
  run: Pick<ShardRun, 'worker' | 'folder' | 'together' | 'onShard' | 'onFailure'>,
  signal?: AbortSignal,
): Promise<void> {
  await mkdir(run.folder, { recursive: true });
  const waiting = jobs.values();
  let made = 0;
  const work = async (): Promise<void> => {
    for (const job of waiting) {
      signal?.throwIfAborted();
      if (!(await exists(job.output))) {
        const { failures } = await outliveDeaths(() => run.worker.make(job, signal), signal);
        if (job.version === 0) failures.forEach((message) => run.onFailure?.(message));
      }
      made += 1;
      run.onShard?.({ made, of: jobs.length });
    }
  };
  await Promise.all(Array.from({ length: run.together }, work));
}

/** Compositions and the hashes of their files; null of one that cannot be read. */
async function contentsOf(scores: readonly TrainingScore[]): Promise<readonly unknown[]> {
  const contents: unknown[] = [];
  for (const { composition, path } of scores) {
    const bytes = await readFile(path).catch(() => undefined);
    contents.push([composition, bytes ? createHash('sha256').update(bytes).digest('hex') : null]);
  }
  return contents;
}

/** Of other music, draws, versions or features is another file. */
function nameOf(contents: readonly unknown[], seed: string, version: number): string {
  const words = JSON.stringify([inputVersions.rows, seed, version, contents]);
  return `${createHash('sha256').update(words).digest('hex').slice(0, 16)}.safetensors`;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
