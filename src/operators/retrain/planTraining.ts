import type { PublishedModel } from '../../domain/learning/publishedModel.js';
import type { Retrain } from '../../domain/learning/retrain.js';
import { splits, type Split } from '../../domain/learning/split.js';
import { taughtOf } from '../../domain/learning/taught.js';
import type { Milliseconds } from '../../domain/units.js';
import type { Place } from '../../ports/log.js';
import type { Lesson, TaughtSong } from '../../ports/teacher.js';
import { each } from '../stream/each.js';
import { stage, type Stage } from '../stream/stage.js';
import { countSamplesIn } from './readSamples.js';
import type { RetrainOptions } from './retrainOptions.js';
import { songsOfSamples } from './songsOfSamples.js';

/** A training that is worth its time. */
export interface PlannedTraining {
  readonly kind: 'planned';
  readonly lesson: Lesson;
  /** Samples that are new. */
  readonly count: number;
}

/** A version that was published for this very request, before the process ended. */
export interface PublishedBefore {
  readonly kind: 'published';
  readonly model: PublishedModel;
}

/**
 * Decides whether a model is to be taught further, by what lies in the log alone: the samples, and what the records of its versions say that they
 * were taught by. So whoever decides, and however often, comes to the same. A training that was begun for this request goes on with the same
 * samples.
 */
export function planTraining(
  options: RetrainOptions,
): Stage<Retrain | null, PlannedTraining | PublishedBefore> {
  return stage('plan training', options, (request, { offset }) => each(found(options, request, offset)));
}

async function found(
  options: RetrainOptions,
  request: Retrain | null,
  offset: number,
): Promise<readonly (PlannedTraining | PublishedBefore)[]> {
  const { modelName, models } = options;
  if (request?.name !== modelName) return [];
  const asked = `${offset} ${request.asked}`;
  const versions = (await models.list()).filter(({ name }) => name === modelName);
  const made = versions.find((model) => taughtOf(model)?.request === asked);
  if (made) return [{ kind: 'published', model: made }];
  const planned = await trainingOf(options, versions, asked);
  return planned ? [planned] : [];
}

async function trainingOf(
  options: RetrainOptions,
  versions: readonly PublishedModel[],
  request: string,
): Promise<PlannedTraining | undefined> {
  const { modelName: name, models, log, clock, told } = options;
  const upTo = await endOf(options, request);
  const last = await lastTried(options, versions);
  const count = await countSamplesIn(log, { from: last.upTo, upTo });
  told.waiting(count);
  const isLong = clock.now() - last.at >= options.interval;
  if (count === 0 || (count < options.enoughSamples && !isLong)) return undefined;
  const songs = await songsOfSamples(options, upTo);
  if (isTooFew(options, songs)) return undefined;
  const current = await models.current(name);
  const parent = current && versions.find(({ version }) => version === current.current);
  return { kind: 'planned', lesson: { name, request, upTo: [...upTo], songs, parent }, count };
}

/** When a training was last tried, well or badly, and by which samples. */
async function lastTried(
  { trainings, modelName }: RetrainOptions,
  versions: readonly PublishedModel[],
): Promise<{ readonly at: Milliseconds; readonly upTo: Place }> {
  const tried = versions.flatMap((model) => {
    const taught = taughtOf(model);
    return taught ? [{ at: taught.at, upTo: taught.samples.upTo }] : [];
  });
  const failed = await trainings.failed(modelName);
  const all = failed ? [...tried, failed] : tried;
  return all.toSorted((a, b) => b.at - a.at).at(0) ?? { at: -Infinity, upTo: [] };
}

/** Up to where samples are looked at: a training that was begun for this request keeps to what it began with. */
async function endOf({ trainings, log, modelName }: RetrainOptions, request: string): Promise<Place> {
  const begun = await trainings.begun(modelName);
  return begun?.request === request ? begun.upTo : log.end('training-samples');
}

/** Songs of each part of the music. */
export const songsBySplit = (songs: readonly TaughtSong[]): Readonly<Record<Split, number>> =>
  Object.fromEntries(
    splits.map((split) => [split, songs.filter((song) => song.split === split).length]),
  ) as Record<Split, number>; // of all splits

/** Songs to teach, and to choose by. */
const least = 2;

function isTooFew({ modelName, heldOut, told }: RetrainOptions, songs: readonly TaughtSong[]): boolean {
  const { train, validation, test } = songsBySplit(songs);
  if (train >= least && validation >= least && test >= heldOut) return false;
  told.note(
    `${modelName} is not taught further yet: of ${songs.length} songs with a voice and a harmony ${train} are to teach, ${validation} to choose by and ${test} to test on, and at least ${least}, ${least} and ${heldOut} are needed (--retrain-held-out). It is looked again when more samples have come.`,
  );
  return true;
}
