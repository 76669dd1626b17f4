import { join } from 'node:path';
import { writeModel } from '../../../adapters/networks/modelFolder.js';
import { versionsOf } from '../../../domain/learning/mixInputs.js';
import type { MixTraining } from '../../../domain/learning/mixTraining.js';
import type { Model } from '../../../domain/learning/model.js';
import type { ModelFacts } from '../../../domain/learning/modelOf.js';
import { splits } from '../../../domain/learning/split.js';
import { pairRetrieval } from '../../../evaluation/pairRetrieval.js';
import type { ExamplePosterior } from '../../../ports/trainer.js';
import { checkMixExport } from './checkMixExport.js';
import { exportMix } from './exportMix.js';
import { heldOutCalibration } from './heldOutCalibration.js';
import { keepToTraining } from './keepToTraining.js';
import { trainNetwork, type TrainingRun } from './trainNetwork.js';

export interface MixRun extends Pick<TrainingRun, 'trainer' | 'onBegin' | 'onLine'> {
  /** Files of clips. */
  readonly shards: readonly string[];
  readonly mix: MixTraining;
  /** Left out: the paper's. */
  readonly rate?: number;
  /** Whose music it is. */
  readonly data: Pick<Model['data'][number], 'name' | 'licence'>;
  /** Where the model goes, and all that is needed to go on. */
  readonly out: string;
  readonly seed: string;
  readonly steps: number;
  /** Songs of a batch. */
  readonly songs: number;
}

/** The network alone judges. */
const weights = { network: 1, harmony: 0 } as const;

/** Trains PreMixNet or PostMixNet on clips and writes it as a model, once its export gives what the trainer gives. Errors: those of keepToTraining and trainNetwork. */
export async function trainMix(run: MixRun, signal?: AbortSignal): Promise<Model> {
  const { trainer, shards, mix, rate, out, seed, steps, songs } = run;
  const folder = join(out, 'work');
  const job = { ...{ shards, seed, steps, songs, mix }, ...(rate !== undefined && { rate }) };
  await keepToTraining(folder, job);
  const trained = await trainNetwork({ ...run, folder, job }, signal);
  const { engine, compositions } = await trainer.open({ ...job, checkpoint: trained.best }, signal);
  const test = await trainer.scores('test', signal);
  const calibration = await heldOutCalibration(trainer, signal);
  const examples = await trainer.posteriors('test', signal);
  const { network, input = 'mel' } = mix;
  const exported = await exportMix(trained.best, mix, join(folder, 'export'));
  const check = { shards, split: 'test', scores: test, network, input, whole: exported.whole } as const;
  const exportedApart = await checkMixExport(check);
  const known: ModelFacts = {
    ...{ name: network, kind: network, width: mix.width, inputs: versionsOf(input), weights },
    data: [{ ...run.data, compositions: splits.reduce((sum, split) => sum + compositions[split], 0) }],
    training: { seed, steps: trained.step, engine, labels: mix.labels, loss: mix.loss },
    figures: { ...pairRetrieval(test), accuracy: accuracyOf(examples), exportedApart },
    ...(calibration && { calibration }),
  };
  return writeModel(out, exported.bytes, known);
}

/** Share of positive and negative examples that the network takes for what they are. */
function accuracyOf(examples: readonly ExamplePosterior[]): number {
  const told = examples.filter(({ label }) => label !== 'unlabelled');
  const right = told.filter(({ label, posterior }) => posterior > 0.5 === (label === 'positive'));
  return right.length / Math.max(1, told.length);
}
