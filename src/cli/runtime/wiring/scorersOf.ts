import { amuScorer } from '../../../adapters/rules/amuScorer.js';
import { featureStore, type FeatureStore } from '../../../adapters/features/featureStore.js';
import { fitScorer } from '../../../adapters/rules/fitScorer.js';
import { leeScorer } from '../../../adapters/rules/leeScorer.js';
import { holdScorer, type HeldScorer } from '../../../adapters/shared/holdScorer.js';
import type { Config } from '../../../config.js';
import type { BlobStore } from '../../../ports/blobStore.js';
import type { Scorer } from '../../../ports/scorer.js';
import { dualNetScorer } from './dualNetScorer.js';

type Make = (stems: FeatureStore, model: string | undefined) => Scorer;

const makers: Readonly<Record<Config['scorer'], Make>> = {
  fit: (stems) => fitScorer(stems),
  amu: amuScorer,
  lee: leeScorer,
  dualnet: (stems, folder) => dualNetScorer(stems, { folder }),
};

/** The scorer that the configuration names, held for all who rank: to be made once a process, since it remembers what it has read. */
export function scorersOf({ scorer, model }: Pick<Config, 'scorer' | 'model'>, blobs: BlobStore): HeldScorer {
  const stems = featureStore(blobs);
  return holdScorer(makers[scorer](stems, model));
}
