import { splits, type Split } from '../../domain/learning/split.js';
import { PipelineError } from '../../errors.js';
import { compositionsOf, type TrainingWindow } from '../../model/training/trainingSet.js';
import type { PairScores, TrainingBegin, TrainingJob, TrainingSteps } from '../../ports/trainer.js';
import { serveJobs } from '../process/serveJobs.js';
import type { Report } from '../process/jobMessages.js';
import { readShard } from '../training/shards.js';
import { readCheckpoint, writeCheckpoint } from './checkpoint.js';
import { dualTraining, type DualTraining } from './dualTraining.js';
import { loadTfjs, type Tfjs } from './loadTfjs.js';

interface Open {
  readonly tf: Tfjs;
  readonly job: TrainingJob;
  readonly training: DualTraining;
  readonly windows: readonly TrainingWindow[];
  step: number;
}

let current: Open | undefined;

function open(): Open {
  if (current) return current;
  throw new PipelineError('internal', 'Training: nothing was opened. Open a training first.');
}

const handlers = {
  async open(job: TrainingJob): Promise<TrainingBegin> {
    const { tf, version, library, device } = await loadTfjs();
    const windows: TrainingWindow[] = [];
    for (const shard of job.shards) windows.push(...(await readShard(shard)));
    current?.training.dispose();
    const training = dualTraining(tf, job);
    const checkpoint = await readCheckpoint(job.checkpoint);
    const first = checkpoint ?? (job.weights === undefined ? undefined : await readCheckpoint(job.weights));
    if (first) training.restore(first.weights);
    current = { tf, job, training, windows, step: Number(checkpoint?.facts['step'] ?? 0) };
    const counts = splits.map((split) => [split, compositionsOf(windows, split).length]);
    const compositions = Object.fromEntries(counts) as Record<Split, number>; // of all splits
    return {
      step: current.step,
      engine: `TensorFlow.js ${version} on TensorFlow ${library} (${device})`,
      compositions,
    };
  },
  advance({ steps }: { steps: number }, report: Report): TrainingSteps {
    const now = open();
    const begun = performance.now();
    const compositions = compositionsOf(now.windows, 'train');
    let sum = 0;
    for (let made = 1; made <= steps; made += 1) {
      now.step += 1;
      sum += now.training.advance(compositions, now.step);
      report(made / steps);
    }
    const { numTensors: tensors, numBytes: bytes } = now.tf.memory();
    return { step: now.step, loss: sum / steps, seconds: (performance.now() - begun) / 1000, tensors, bytes };
  },
  scores({ split }: { split: Split }): PairScores {
    const now = open();
    const windows = now.windows.filter((window) => window.split === split);
    return {
      compositions: windows.map(({ composition }) => composition),
      scores: now.training.scores(windows),
    };
  },
  async save({ path, facts }: { path: string; facts: Readonly<Record<string, string>> }): Promise<void> {
    const { training, step } = open();
    await writeCheckpoint(path, { weights: training.state(), facts: { ...facts, step: String(step) } });
  },
};
export type TrainerHandlers = typeof handlers;

serveJobs(handlers);
