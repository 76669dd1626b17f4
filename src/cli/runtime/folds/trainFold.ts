import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readModel, writeModel } from '../../../adapters/networks/modelFolder.js';
import { writeShard } from '../../../adapters/training/shards.js';
import { featuresVersion } from '../../../domain/featuresVersion.js';
import { PipelineError } from '../../../errors.js';
import { pairLabels } from '../../../evaluation/pairLabels.js';
import { plattFit } from '../../../evaluation/plattFit.js';
import type { TrainingWindow } from '../../../model/training/trainingSet.js';
import type { Trainer } from '../../../ports/trainer.js';
import { exportDual } from '../training/exportDual.js';
import { keepToTraining } from '../training/keepToTraining.js';
import { trainNetwork, type TrainingLine } from '../training/trainNetwork.js';

export interface FoldTraining {
  readonly trainer: Trainer;
  /** Where model and checkpoints of this fold go. */
  readonly folder: string;
  readonly windows: readonly TrainingWindow[];
  readonly seed: string;
  readonly steps: number;
  /** Songs of a batch. */
  readonly songs: number;
  /** A checkpoint to begin with; left out: weights drawn at random. */
  readonly weights?: string;
  readonly onLine?: (line: TrainingLine) => void;
}

/** Trains DualNet on a fold, and writes it as a model into the folder, resolving to that; what is there stays, and a training that was cut off goes on. */
export async function trainFold(run: FoldTraining, signal?: AbortSignal): Promise<string> {
  const { trainer, folder, windows, seed, steps, songs, weights } = run;
  const model = join(folder, 'model');
  await mkdir(folder, { recursive: true });
  const shards = [join(folder, `${hashOf(windows)}.safetensors`)];
  const job = { shards, seed, steps, songs, ...(weights !== undefined && { weights }) };
  await keepToTraining(folder, job);
  if (isThere(model)) return model;
  await writeShard(shards[0], windows);
  const { best, step } = await trainNetwork({ ...run, job }, signal);
  const { engine } = await trainer.open({ ...job, checkpoint: best }, signal);
  const calibration = plattFit(pairLabels(await trainer.scores('validation', signal)));
  const { bytes } = await exportDual(best, join(folder, 'export'));
  const compositions = new Set(windows.map(({ composition }) => composition)).size;
  await writeModel(model, bytes, {
    ...{ name: 'dualnet', kind: 'dualnet', featuresVersion, weights: { network: 1, harmony: 1 } },
    data: [{ name: 'a fold of analysed songs', licence: 'unknown', compositions }],
    ...{ training: { seed, steps: step, engine }, figures: {} },
    ...(calibration && { calibration }),
  });
  return model;
}

/** Of other music, or songs that count for something else, is another file, by which a training knows that it is not the same. */
function hashOf(windows: readonly TrainingWindow[]): string {
  const hash = createHash('sha256');
  for (const { composition, split, relativeMajor, vocal, harmonic } of windows)
    hash
      .update(JSON.stringify([composition, split, relativeMajor]))
      .update(vocal)
      .update(harmonic);
  return hash.digest('hex').slice(0, 16);
}

function isThere(model: string): boolean {
  try {
    readModel(model);
    return true;
  } catch (error) {
    if (PipelineError.from(error).code === 'not-found') return false;
    throw error;
  }
}
