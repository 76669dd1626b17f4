import { splits } from '../../domain/learning/split.js';
import { compositionsOf, type TrainingWindow } from '../../model/training/trainingSet.js';
import type { TrainingJob } from '../../ports/trainer.js';
import { readShard } from '../training/shards.js';
import { dualTraining } from './dualTraining.js';
import type { Tfjs } from './loadTfjs.js';
import type { OpenTraining } from './openTraining.js';

/** DualNet, and the training windows of its job. Error: `unreadable` of a damaged file. */
export async function openDual(tf: Tfjs, job: TrainingJob): Promise<OpenTraining> {
  const windows: TrainingWindow[] = [];
  for (const shard of job.shards) windows.push(...(await readShard(shard)));
  const training = dualTraining(tf, { ...job, keepsStatistics: job.weights !== undefined });
  const counts = splits.map((split) => [split, compositionsOf(windows, split).length]);
  return {
    ...training,
    compositions: Object.fromEntries(counts) as OpenTraining['compositions'], // of all splits
    advance: (step) => training.advance(compositionsOf(windows, 'train'), step),
    scores(split) {
      const some = windows.filter((window) => window.split === split);
      return { compositions: some.map(({ composition }) => composition), scores: training.scores(some) };
    },
    posteriors: () => [],
  };
}
