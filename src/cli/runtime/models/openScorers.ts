import { featureStore } from '../../../adapters/features/featureStore.js';
import { modelRegistry } from '../../../adapters/networks/registry/modelRegistry.js';
import { holdScorer, type HeldScorer } from '../../../adapters/shared/holdScorer.js';
import type { Config } from '../../../config.js';
import type { CurrentModel } from '../../../domain/learning/publishedModel.js';
import { PipelineError } from '../../../errors.js';
import type { Models } from '../../../ports/models.js';
import type { Scorer } from '../../../ports/scorer.js';
import type { State } from '../wiring/openState.js';
import { scorersOf } from '../wiring/scorersOf.js';
import { publishedScorer } from './publishedScorer.js';
import { publishFolder } from './publishFolder.js';
import { takeUpShipped } from './takeUpShipped.js';
import { refuseUnused } from './usesModel.js';

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
  readonly config: Pick<Config, 'scorer' | 'model'>;
  readonly state: Pick<State, 'log' | 'blobs' | 'workspaces'>;
}

/**
 * The scorer that the configuration names, held for all who rank. A network judges by the model in the folder that is named, and by no other;
 * else by the current version of what is published; where none is, by that which comes with the program. Where the current one fails its checks, `say`
 * tells why, and the version before is used. Errors: `bad-config` where a model is named and not used, and those of publishedScorer.
 */
export async function openScorers(
  { config, state }: ScorerStores,
  say: (text: string) => void,
): Promise<RunScorers> {
  const { scorer: name, model: folder } = config;
  refuseUnused(config);
  if (name !== 'dualnet' || folder !== undefined) return scorersOf(config, state);
  const { models, make } = workshop(state, name);
  const current = await models.current(name);
  if (!current) return scorersOf(config, state);
  const { version, scorer } = await firstSound(current, make, say);
  return { ...holdScorer(scorer), followed: { models, name, version, make } };
}

/** The same for a run: a model of a folder, or that which comes with the program, is published, so that it can be named afterwards. */
export async function openRunScorers(
  { config, state }: ScorerStores,
  say: (text: string) => void,
): Promise<RunScorers> {
  const { scorer: name, model: folder } = config;
  if (name !== 'dualnet') return openScorers({ config, state }, say);
  const { models, make } = workshop(state, name);
  if (folder === undefined) {
    await takeUpShipped(models);
    return openScorers({ config, state }, say);
  }
  const { version } = await publishFolder(models, folder);
  return holdScorer(await make(version));
}

/** Where scorers by versions of one model are made; they share what they read of clips. */
function workshop(state: ScorerStores['state'], name: string): Pick<FollowedModel, 'models' | 'make'> {
  const models = modelRegistry(state);
  const stems = featureStore(state.blobs);
  const make = async (version: string): Promise<Scorer> => {
    const model = await models.find(name, version);
    if (model) return publishedScorer({ models, stems, workspaces: state.workspaces }, model);
    throw new PipelineError(
      'not-found',
      `Fetching the model ${name}/${version}: it is not published, or of a kind that is not known here.`,
    );
  };
  return { models, make };
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
