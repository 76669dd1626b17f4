import { join } from 'node:path';
import { writeModel, type ModelFacts } from '../../../adapters/networks/modelFolder.js';
import { onnxDualEncoder } from '../../../adapters/onnx/dual/onnxDualEncoder.js';
import { featuresVersion } from '../../../domain/featuresVersion.js';
import type { Model } from '../../../domain/learning/model.js';
import { splits } from '../../../domain/learning/split.js';
import { pairLabels } from '../../../evaluation/pairLabels.js';
import { pairRetrieval } from '../../../evaluation/pairRetrieval.js';
import { plattFit } from '../../../evaluation/plattFit.js';
import type { TrainingBegin } from '../../../ports/trainer.js';
import { checkExport } from './checkExport.js';
import { exportDual } from './exportDual.js';
import type { TrainingScore } from './findMusic.js';
import { keepToTraining } from './keepToTraining.js';
import { makeShards, planShards, type ShardRun } from './makeShards.js';
import { trainNetwork, type TrainingRun } from './trainNetwork.js';

export interface DualRun
  extends
    Pick<ShardRun, 'worker' | 'seed' | 'versions' | 'together' | 'onShard' | 'onFailure'>,
    Pick<TrainingRun, 'trainer' | 'onBegin' | 'onLine'> {
  readonly scores: readonly TrainingScore[];
  /** Whose music it is. */
  readonly data: Pick<Model['data'][number], 'name' | 'licence'>;
  /** Where the model goes, and all that is needed to go on. */
  readonly out: string;
  readonly steps: number;
  /** Songs of a batch. */
  readonly songs: number;
}

/** Scores with nothing to hear in them are none. */
const sum = (counts: TrainingBegin['compositions']): number =>
  splits.reduce((all, split) => all + counts[split], 0);

/** What the network and the fit rule's judgement of harmony count for. */
const weights = { network: 1, harmony: 1 } as const;

/** Hears the scores, trains DualNet on them and writes it as a model, once its export gives what the trainer gives. Errors: those of keepToTraining and trainNetwork. */
export async function trainDual(run: DualRun, signal?: AbortSignal): Promise<Model> {
  const { trainer, scores, out, seed, steps, songs } = run;
  const folder = join(out, 'work');
  const windows = join(folder, 'windows');
  const planned = await planShards(scores, { ...run, folder: windows });
  const shards = planned.map(({ output }) => output);
  const job = { shards, seed, steps, songs };
  await keepToTraining(folder, job);
  await makeShards(planned, { ...run, folder: windows }, signal);
  const trained = await trainNetwork({ ...run, folder, job }, signal);
  const { engine, compositions } = await trainer.open({ ...job, checkpoint: trained.best }, signal);
  const test = await trainer.scores('test', signal);
  const calibration = plattFit(pairLabels(await trainer.scores('validation', signal)));
  const exported = await exportDual(trained.best, join(folder, 'export'));
  const encoder = onnxDualEncoder(exported.paths);
  const check = { shards, split: 'test', scores: test, encoder } as const;
  const exportedApart = await checkExport(check).finally(() => encoder.close());
  const known: ModelFacts = {
    ...{ name: 'dualnet', kind: 'dualnet', featuresVersion, weights },
    data: [{ ...run.data, compositions: sum(compositions) }],
    training: { seed, steps: trained.step, engine },
    figures: { ...pairRetrieval(test), exportedApart },
    ...(calibration && { calibration }),
  };
  return writeModel(out, exported.bytes, known);
}
