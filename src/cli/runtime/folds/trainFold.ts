import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readModel, writeModel } from '../../../adapters/networks/modelFolder.js';
import { inputVersions } from '../../../domain/learning/inputVersions.js';
import { versionsOf } from '../../../domain/learning/mixInputs.js';
import { PipelineError } from '../../../errors.js';
import type { Trainer } from '../../../ports/trainer.js';
import { exportDual } from '../training/exportDual.js';
import { exportMix } from '../training/exportMix.js';
import { heldOutCalibration } from '../training/heldOutCalibration.js';
import { keepToTraining } from '../training/keepToTraining.js';
import { trainNetwork, type TrainingLine } from '../training/trainNetwork.js';
import type { FoldMusic } from './foldMusic.js';
import type { FoldVariant } from './foldPlan.js';

export interface FoldTraining {
  readonly trainer: Trainer;
  readonly variant: FoldVariant;
  /** Where model and checkpoints of this fold go. */
  readonly folder: string;
  /** Where music goes, which several models hear. */
  readonly musicFolder: string;
  readonly music: FoldMusic;
  readonly seed: string;
  readonly steps: number;
  /** Songs of a batch. */
  readonly songs: number;
  readonly onLine?: (line: TrainingLine) => void;
}

/** Trains a network on a fold, and writes it as a model into the folder, resolving to that; what is there stays, and a training that was cut off goes on. */
export async function trainFold(run: FoldTraining, signal?: AbortSignal): Promise<string> {
  const { trainer, folder, music, seed, steps, songs } = run;
  const { mix, weights, rate } = run.variant;
  const model = join(folder, 'model');
  const shards = [join(run.musicFolder, music.name)];
  const job = {
    ...{ shards, seed, steps, songs },
    ...(weights !== undefined && { weights }),
    ...(rate !== undefined && { rate }),
    ...(mix && { mix }),
  };
  await keepToTraining(folder, job);
  if (isThere(model)) return model;
  await mkdir(run.musicFolder, { recursive: true });
  if (!(await stat(shards[0]).catch(() => undefined))) await music.write(shards[0]);
  const { best, step } = await trainNetwork({ ...run, job }, signal);
  const { engine } = await trainer.open({ ...job, checkpoint: best }, signal);
  const calibration = await heldOutCalibration(trainer, signal);
  const exported = join(folder, 'export');
  const { bytes } = mix ? await exportMix(best, mix, exported) : await exportDual(best, exported);
  const kind = mix?.network ?? 'dualnet';
  await writeModel(model, bytes, {
    ...{ name: kind, kind, weights: { network: 1, harmony: mix ? 0 : 1 } },
    inputs: mix ? versionsOf(mix.input) : { rows: inputVersions.rows },
    ...(mix && { width: mix.width }),
    data: [{ name: 'a fold of analysed songs', licence: 'unknown', compositions: music.songs }],
    ...{ training: { seed, steps: step, engine }, figures: {} },
    ...(calibration && { calibration }),
  });
  return model;
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
