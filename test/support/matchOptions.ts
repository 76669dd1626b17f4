import type { FollowedTerms } from '../../src/topologies/termsInForce.js';
import { systemClock } from '../../src/adapters/files/systemClock.js';
import { fitScorer } from '../../src/adapters/rules/fitScorer.js';
import { featureStore } from '../../src/adapters/features/featureStore.js';
import { holdScorer } from '../../src/adapters/shared/holdScorer.js';
import { silentObserver } from '../../src/metrics.js';
import { methodRule } from '../../src/mashability/conditions/matchRule.js';
import type { MatchOptions } from '../../src/operators/match/matchOptions.js';
import type { BlobStore } from '../../src/ports/blobStore.js';
import type { TopologyDriver } from './topologyDriver.js';

/** Nobody ranks on other terms. */
export const oneTerms: Omit<FollowedTerms, 'close'> = {
  ...{ orderOf: () => 0, newest: () => '' },
  putInForce: () => Promise.resolve(),
  putAgain: () => Promise.resolve(),
};

/** Options of a small match topology over a driver's catalogue. */
export const matchOptions = (
  driver: TopologyDriver,
  blobs: BlobStore,
  changes: Partial<MatchOptions> = {},
): MatchOptions => ({
  observer: silentObserver,
  clock: systemClock,
  catalogue: driver.catalogue,
  scorers: holdScorer(fitScorer(featureStore(blobs))),
  terms: oneTerms,
  shortlist: 3,
  rankingSize: 10,
  runSeed: '1',
  featuresVersion: 'test',
  useDoubtful: false,
  rule: methodRule,
  enoughPartners: 2,
  ...changes,
});
