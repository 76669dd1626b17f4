import { amuScorer } from '../../../adapters/rules/amuScorer.js';
import { featureStore, type FeatureStore } from '../../../adapters/features/featureStore.js';
import { fitScorer } from '../../../adapters/rules/fitScorer.js';
import { leeScorer } from '../../../adapters/rules/leeScorer.js';
import { holdScorer, type HeldScorer } from '../../../adapters/shared/holdScorer.js';
import type { Config } from '../../../config.js';
import { dualNetScorer } from './dualNetScorer.js';
import type { BlobStore } from '../../../ports/blobStore.js';

const makers = {
  fit: fitScorer,
  amu: amuScorer,
  lee: leeScorer,
  dualnet: (stems: FeatureStore) => dualNetScorer(stems),
} as const;

/** The scorer that the configuration names, held for all who rank: to be made once a process, since it remembers what it has read. */
export function scorersOf({ scorer }: Pick<Config, 'scorer'>, blobs: BlobStore): HeldScorer {
  const stems = featureStore(blobs);
  return holdScorer(makers[scorer](stems));
}
