import { holdScorer, type HeldScorer } from '../../../adapters/shared/holdScorer.js';
import type { Config } from '../../../config.js';
import type { CurrentModel } from '../../../domain/learning/publishedModel.js';
import { PipelineError } from '../../../errors.js';
import type { Models } from '../../../ports/models.js';
import type { Projections } from '../../../ports/projections.js';
import type { Scorer } from '../../../ports/scorer.js';
import { modelOfKind } from '../wiring/modelOfKind.js';
import type { State } from '../wiring/openState.js';
import { scorersOf } from '../wiring/scorersOf.js';
import { openProjections, seenProjections } from './openProjections.js';
import { publishFolder } from './publishFolder.js';
import { scorerWorkshop } from './scorerWorkshop.js';
import { takeUpShipped } from './takeUpShipped.js';
import { refuseUnused, usesModel } from './usesModel.js';

/** A published model that another version may take the place of while it is in use. */
export interface FollowedModel {
  readonly models: Models;
  readonly name: string;
  /** The version that scores are made by at first. */
  readonly version: string;
  /** A scorer by a version, fetched and checked. Errors: `not-found`, and those of publishedScorer. */
  readonly make: (version: string) => Promise<Scorer>;
}

export interface RunScorers extends HeldScorer {
  /** Left out: what it judges by stays. */
  readonly followed?: FollowedModel;
}

export interface ScorerStores {
  readonly config: Pick<Config, 'scorer' | 'model' | 'projectionBytes'>;
  readonly state: Pick<State, 'log' | 'blobs' | 'workspaces' | 'clock'>;
}

/**
 * The scorer that the configuration names, held for who only looks. A network judges by the model in the folder that is named, and by no other;
 * else by the current version of what is published; where none is, DualNet by that which comes with the program. Where the current one fails its checks,
 * `say` tells why, and the version before is used. Errors: `bad-config` where a model is named and not used, or none is known, and those of publishedScorer.
 */
export const openScorers = (stores: ScorerStores, say: (text: string) => void): Promise<RunScorers> =>
  scorersBy(stores, seenProjections(stores), say);

/** The same for a run: a model of a folder, or that which comes with the program, is published, so that it can be named afterwards; what is heard is kept. */
export async function openRunScorers(stores: ScorerStores, say: (text: string) => void): Promise<RunScorers> {
  const { config, state } = stores;
  const { scorer: name, model: folder } = config;
  refuseUnused(config);
  const projections = openProjections(stores, say);
  if (!usesModel(name)) return scorersBy(stores, projections, say);
  const { models, by } = scorerWorkshop(state, projections);
  if (folder !== undefined) {
    modelOfKind(name, folder);
    return holdScorer(await by(await publishFolder(models, folder)));
  }
  if (name === 'dualnet') await takeUpShipped(models);
  return scorersBy(stores, projections, say);
}

async function scorersBy(
  { config, state }: ScorerStores,
  projections: Projections | undefined,
  say: (text: string) => void,
): Promise<RunScorers> {
  const { scorer: name, model: folder } = config;
  refuseUnused(config);
  const { blobs, workspaces } = state;
  const stores = { blobs, workspaces, ...(projections && { projections }) };
  if (!usesModel(name) || folder !== undefined) return scorersOf(config, stores);
  const { models, make } = scorerWorkshop(state, projections);
  const current = await models.current(name);
  if (!current) return scorersOf(config, stores);
  const makeVersion = (version: string): Promise<Scorer> => make(name, version);
  const { version, scorer } = await firstSound(current, makeVersion, say);
  return { ...holdScorer(scorer), followed: { models, name, version, make: makeVersion } };
}

/** By the current version, else by that of those before it which is sound. */
async function firstSound(
  { current, before }: CurrentModel,
  make: FollowedModel['make'],
  say: (text: string) => void,
): Promise<{ readonly version: string; readonly scorer: Scorer }> {
  const versions = [current, ...before];
  for (const version of versions) {
    try {
      return { version, scorer: await make(version) };
    } catch (error) {
      if (version === versions.at(-1)) throw error;
      say(`${PipelineError.from(error).message} The version before it is used.`);
    }
  }
  throw new PipelineError('internal', 'Choosing a version of a model: there are none.');
}
