import type { Split } from '../../domain/learning/split.js';
import { PipelineError } from '../../errors.js';
import type {
  ExamplePosterior,
  PairScores,
  TrainingBegin,
  TrainingJob,
  TrainingSteps,
} from '../../ports/trainer.js';
import { serveJobs } from '../process/serveJobs.js';
import type { Report } from '../process/jobMessages.js';
import { readCheckpoint, writeCheckpoint } from './checkpoint.js';
import { loadTfjs, type Tfjs } from './loadTfjs.js';
import { openMix } from './mix/openMix.js';
import { openDual } from './openDual.js';
import type { OpenTraining } from './openTraining.js';

interface Open {
  readonly tf: Tfjs;
  readonly training: OpenTraining;
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
    current?.training.dispose();
    current = undefined;
    const training = job.mix ? await openMix(tf, job, job.mix) : await openDual(tf, job);
    const checkpoint = await readCheckpoint(job.checkpoint);
    const first = checkpoint ?? (job.weights === undefined ? undefined : await readCheckpoint(job.weights));
    if (first) training.restore(first.weights);
    current = { tf, training, step: Number(checkpoint?.facts['step'] ?? 0) };
    return {
      step: current.step,
      engine: `TensorFlow.js ${version} on TensorFlow ${library} (${device})`,
      compositions: training.compositions,
    };
  },
  advance({ steps }: { steps: number }, report: Report): TrainingSteps {
    const now = open();
    const begun = performance.now();
    let sum = 0;
    for (let made = 1; made <= steps; made += 1) {
      now.step += 1;
      sum += now.training.advance(now.step);
      report(made / steps);
    }
    const { numTensors: tensors, numBytes: bytes } = now.tf.memory();
    return { step: now.step, loss: sum / steps, seconds: (performance.now() - begun) / 1000, tensors, bytes };
  },
  scores: ({ split }: { split: Split }): PairScores => open().training.scores(split),
  posteriors: ({ split }: { split: Split }): readonly ExamplePosterior[] => open().training.posteriors(split),
  async save({ path, facts }: { path: string; facts: Readonly<Record<string, string>> }): Promise<void> {
    const { training, step } = open();
    await writeCheckpoint(path, { weights: training.state(), facts: { ...facts, step: String(step) } });
  },
};
export type TrainerHandlers = typeof handlers;

serveJobs(handlers);
