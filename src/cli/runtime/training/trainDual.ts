import { join } from 'node:path';
import { writeModel } from '../../../adapters/networks/modelFolder.js';
import { readShard } from '../../../adapters/training/shards.js';
import { onnxDualEncoder } from '../../../adapters/onnx/dual/onnxDualEncoder.js';
import { inputVersions } from '../../../domain/learning/inputVersions.js';
import type { Model } from '../../../domain/learning/model.js';
import type { ModelFacts } from '../../../domain/learning/modelOf.js';
import { pairRetrieval } from '../../../evaluation/pairRetrieval.js';
import { checkExport } from './checkExport.js';
import { exportDual } from './exportDual.js';
import type { TrainingScore } from './findMusic.js';
import { heldOutCalibration } from './heldOutCalibration.js';
import { keepToTraining } from './keepToTraining.js';
import { makeShards, planShards, type PlannedShard, type ShardRun } from './makeShards.js';
import { trainNetwork, type TrainingRun } from './trainNetwork.js';

/** Music under one licence. */
export interface MusicSource extends Omit<Model['data'][number], 'compositions'> {
  /** See TrainingScore. */
  readonly source: string;
}

export interface DualRun
  extends
    Pick<ShardRun, 'worker' | 'seed' | 'versions' | 'together' | 'onShard' | 'onFailure'>,
    Pick<TrainingRun, 'trainer' | 'onBegin' | 'onLine'> {
  readonly scores: readonly TrainingScore[];
  /** Whose music it is, for each source of scores. */
  readonly data: readonly MusicSource[];
  /** Where the model goes, and all that is needed to go on. */
  readonly out: string;
  readonly steps: number;
  /** Songs of a batch. */
  readonly songs: number;
}

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
  const { engine } = await trainer.open({ ...job, checkpoint: trained.best }, signal);
  const test = await trainer.scores('test', signal);
  const calibration = await heldOutCalibration(trainer, signal);
  const exported = await exportDual(trained.best, join(folder, 'export'));
  const encoder = onnxDualEncoder(exported.paths);
  const check = { shards, split: 'test', scores: test, encoder } as const;
  const exportedApart = await checkExport(check).finally(() => encoder.close());
  const known: ModelFacts = {
    ...{ name: 'dualnet', kind: 'dualnet', inputs: { rows: inputVersions.rows }, weights },
    data: await taughtBy(run, planned),
    training: { seed, steps: trained.step, engine },
    figures: { ...pairRetrieval(test), exportedApart },
    ...(calibration && { calibration }),
  };
  return writeModel(out, exported.bytes, known);
}

/** Sources with their compositions; scores with nothing to hear in them are none. */
async function taughtBy(
  { scores, data }: Pick<DualRun, 'scores' | 'data'>,
  planned: readonly PlannedShard[],
): Promise<Model['data']> {
  const heard = new Set<string>();
  for (const { output } of planned.filter(({ version }) => version === 0))
    for (const { composition } of await readShard(output)) heard.add(composition);
  const sources = new Map(scores.map(({ composition, source }) => [composition, source]));
  const all = [...heard].map((composition) => sources.get(composition));
  return data.map(({ source, ...known }) => ({
    ...known,
    compositions: all.filter((each) => each === source).length,
  }));
}
