import { begunTrainings } from '../../../adapters/networks/registry/begunTrainings.js';
import { modelRegistry } from '../../../adapters/networks/registry/modelRegistry.js';
import { tfjsTrainer } from '../../../adapters/tfjs/tfjsTrainer.js';
import type { Config } from '../../../config.js';
import { PipelineError } from '../../../errors.js';
import type { RetrainOptions } from '../../../operators/retrain/retrainOptions.js';
import { takeUpShipped } from '../models/takeUpShipped.js';
import type { State } from '../wiring/openState.js';
import { baseMusic } from './baseMusic.js';
import { dualTeacher } from './dualTeacher.js';

/** What teaches models further. */
export type Retraining = Pick<RetrainOptions, 'teacher' | 'trainings' | 'models'>;

type Settings = Pick<Config, 'retrainSteps' | 'retrainMusic'>;

/** The stores of models over a state, and a teacher that is started when needed. It goes on from what comes with the program where no version was chosen. */
export async function openRetraining(
  { retrainSteps: steps, retrainMusic: music }: Settings,
  { log, blobs, workspaces }: Pick<State, 'log' | 'blobs' | 'workspaces'>,
): Promise<Retraining> {
  const models = modelRegistry({ log, blobs });
  await takeUpShipped(models);
  const trainings = begunTrainings({ log, blobs });
  const teacher = dualTeacher({
    ...{ blobs, models, trainings, workspaces, steps, music, trainer: tfjsTrainer },
  });
  return { models, trainings, teacher };
}

/** Why this machine cannot teach: TensorFlow.js is missing or does not load, in words; undefined: it can. Error `bad-config` where the music is not there. */
export async function teachingProblem({ retrainMusic }: Settings): Promise<string | undefined> {
  await baseMusic(retrainMusic, 0);
  const trainer = tfjsTrainer();
  const nothing = { shards: [], seed: '', steps: 1, songs: 1, checkpoint: '' };
  return trainer
    .open(nothing)
    .then(() => undefined, messageIfMissing)
    .finally(() => trainer.close());
}

function messageIfMissing(error: unknown): string {
  const { code, message } = PipelineError.from(error);
  if (code === 'missing-program') return message;
  throw error;
}
