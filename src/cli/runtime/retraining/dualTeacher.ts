import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { onnxDualEncoder } from '../../../adapters/onnx/dual/onnxDualEncoder.js';
import { digestOf } from '../../../domain/clip.js';
import { inputVersions } from '../../../domain/learning/inputVersions.js';
import { PipelineError } from '../../../errors.js';
import type { BlobStore } from '../../../ports/blobStore.js';
import type { Models } from '../../../ports/models.js';
import type { Lesson, TaughtModel, Teacher, TeachOptions } from '../../../ports/teacher.js';
import type { Trainer, TrainingJob } from '../../../ports/trainer.js';
import type { TrainingName, Trainings } from '../../../ports/trainings.js';
import type { Workspaces } from '../../../ports/workspace.js';
import { checkExport } from '../training/checkExport.js';
import { exportDual } from '../training/exportDual.js';
import { heldOutCalibration } from '../training/heldOutCalibration.js';
import { trainNetwork } from '../training/trainNetwork.js';
import { baseMusic, type BaseMusic } from './baseMusic.js';
import { fetchCheckpoints, keepCheckpoints } from './keptCheckpoints.js';
import { lessonShards } from './lessonShards.js';
import { warmStart } from './warmStart.js';

export interface DualTeacherOptions {
  readonly blobs: BlobStore;
  readonly models: Models;
  readonly trainings: Trainings;
  readonly workspaces: Workspaces;
  /** A new one for each training: its process keeps what it has learned. */
  readonly trainer: () => Trainer;
  readonly steps: number;
  /** See baseMusic. */
  readonly music?: string | undefined;
}

/** Songs of a batch. */
const songsOfBatch = 48;
/** Of a network that is taught further: a third of what one begins with. */
const warmRate = 3e-4;
/** Steps between looks whether it shall go on: seconds. */
const perCall = 10;

/** Teaches DualNet by the trainer, on the rows of clips that samples name. What it has learned lies in the blob store at each look, for whoever goes on. */
export function dualTeacher(options: DualTeacherOptions): Teacher {
  return {
    async teach(lesson, teaching) {
      const workspace = await options.workspaces.open('retrain');
      const trainer = options.trainer();
      try {
        return await teachIn({ ...options, trainer, folder: workspace.dir }, lesson, teaching);
      } finally {
        await trainer.close();
        await workspace.dispose();
      }
    },
  };
}

interface Teaching extends Omit<DualTeacherOptions, 'trainer'> {
  readonly trainer: Trainer;
  readonly folder: string;
}

async function teachIn(
  options: Teaching,
  lesson: Lesson,
  { goesOn, progress }: TeachOptions,
): Promise<TaughtModel | undefined> {
  const { trainer, folder, trainings, blobs } = options;
  const taught = lesson.songs.filter(({ split }) => split === 'train').length;
  const base = await baseMusic(options.music, taught);
  const training = { ...lesson, id: idOf(options, lesson, base) };
  const shards = [...(await lessonShards(lesson.songs, blobs, folder)), ...base.shards];
  const job = { ...(await jobOf(options, lesson)), shards, seed: training.id };
  await fetchCheckpoints(trainings, training, folder);
  const before = await parentScores(options, lesson, job);
  const keep = (): Promise<void> => keepCheckpoints(trainings, training, folder);
  const trained = await trainNetwork({
    ...{ trainer, folder, job, goesOn, perCall },
    onLine: ({ step, of }) => progress(step / of),
    onSaved: keep,
  }).catch(async (thrown: unknown) => {
    // It stopped as it was asked to.
    if (PipelineError.from(thrown).code !== 'aborted' || goesOn()) throw thrown;
    await keep();
    return undefined;
  });
  if (!trained) return undefined;
  const { engine } = await trainer.open({ ...job, checkpoint: trained.best });
  const after = await trainer.scores('test');
  const calibration = await heldOutCalibration(trainer);
  const exported = await exportDual(trained.best, join(folder, 'export'));
  const encoder = onnxDualEncoder(exported.paths);
  const check = { shards, split: 'test', scores: after, encoder } as const;
  const exportedApart = await checkExport(check).finally(() => encoder.close());
  return {
    ...{ name: lesson.name, kind: 'dualnet', inputs: { rows: inputVersions.rows } },
    weights: lesson.parent?.weights ?? { network: 1, harmony: 1 },
    ...{ files: exported.bytes, figures: { exportedApart }, data: base.data, before, after },
    training: { seed: training.id, steps: trained.step, engine },
    ...(calibration && { calibration }),
  };
}

/** Equal where the same is taught by the same from the same. */
function idOf({ steps }: Teaching, { parent, songs, upTo }: Lesson, base: BaseMusic): TrainingName['id'] {
  const clips = songs.flatMap((song) => song.clips.map((clip) => [clip.clipId, digestOf(clip)]));
  const words = [parent?.version, steps, upTo, base.shards.map((path) => basename(path)), clips];
  return createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 16);
}

async function jobOf(
  { models, folder, steps }: Teaching,
  { parent }: Lesson,
): Promise<Pick<TrainingJob, 'steps' | 'songs' | 'weights' | 'rate'>> {
  if (!parent) return { steps, songs: songsOfBatch };
  const weights = join(folder, 'parent.safetensors');
  await warmStart(await models.files(parent), weights);
  return { steps, songs: songsOfBatch, weights, rate: warmRate };
}

async function parentScores(
  { trainer, folder }: Teaching,
  { parent }: Lesson,
  job: Omit<TrainingJob, 'checkpoint'>,
): Promise<TaughtModel['before']> {
  if (!parent) return undefined;
  await trainer.open({ ...job, checkpoint: join(folder, 'untaught.safetensors') });
  return trainer.scores('test');
}
