import { ffmpegEncoder } from '../../../adapters/ffmpeg/ffmpegEncoder.js';
import { featureStore } from '../../../adapters/features/featureStore.js';
import { modelRegistry } from '../../../adapters/networks/registry/modelRegistry.js';
import type { Model } from '../../../domain/learning/model.js';
import { modelKey, type PublishedModel } from '../../../domain/learning/publishedModel.js';
import { PipelineError } from '../../../errors.js';
import type { Models } from '../../../ports/models.js';
import type { Projections } from '../../../ports/projections.js';
import type { Scorer } from '../../../ports/scorer.js';
import type { State } from '../wiring/openState.js';
import { publishedScorer } from './publishedScorer.js';

/** Where scorers by published models are made; they share what they read of clips. */
export interface ScorerWorkshop {
  readonly models: Models;
  /** By a version of the models that are called like a kind. Errors: `not-found`, `refused-input` where it is of another kind, and those of publishedScorer. */
  readonly make: (kind: Model['kind'], version: string) => Promise<Scorer>;
  /** By a model. Errors: those of publishedScorer. */
  readonly by: (model: PublishedModel) => Promise<Scorer>;
}

export function scorerWorkshop(
  state: Pick<State, 'log' | 'blobs' | 'workspaces'>,
  projections: Projections | undefined,
): ScorerWorkshop {
  const { blobs, workspaces } = state;
  const models = modelRegistry(state);
  const sounds = { blobs, workspaces, encoder: ffmpegEncoder(), ...(projections && { projections }) };
  const parts = { stems: featureStore(blobs), sounds };
  const by = (model: PublishedModel): Promise<Scorer> =>
    publishedScorer({ models, workspaces, parts }, model);
  return {
    models,
    by,
    async make(kind, version) {
      const model = await models.find(kind, version);
      if (!model)
        throw new PipelineError(
          'not-found',
          `Fetching the model ${kind}/${version}: it is not published, or of a kind that is not known here.`,
        );
      if (model.kind !== kind)
        throw new PipelineError(
          'refused-input',
          `Fetching the model ${modelKey(model)}: it is a ${model.kind}. Make a ${kind} the current one, or score by ${model.kind}.`,
        );
      return by(model);
    },
  };
}
