import { amuScorer } from '../../adapters/rules/amuScorer.js';
import { featureStore } from '../../adapters/rules/featureStore.js';
import { leeScorer } from '../../adapters/rules/leeScorer.js';
import type { Config } from '../../config.js';
import type { BlobStore } from '../../ports/blobStore.js';
import type { Scorer } from '../../ports/scorer.js';

/** The scorer that the configuration names. */
export function scorerOf({ scorer }: Pick<Config, 'scorer'>, blobs: BlobStore): Scorer {
  const features = featureStore(blobs);
  return scorer === 'lee' ? leeScorer(features) : amuScorer(features);
}
