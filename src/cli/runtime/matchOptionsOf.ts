import type { Config } from '../../config.js';
import { featuresVersion } from '../../domain/featuresVersion.js';
import type { StageObserver } from '../../metrics.js';
import type { MatchOptions } from '../../operators/matchOptions.js';
import type { State } from './openState.js';
import { scorerOf } from './scorerOf.js';

/** The match topology's options as configured. */
export const matchOptionsOf = (config: Config, state: State, observer: StageObserver): MatchOptions => ({
  observer,
  clock: state.clock,
  concurrency: config.concurrency,
  catalogue: state.catalogue,
  scorer: scorerOf(config, state.blobs),
  shortlist: config.shortlist,
  rankingSize: config.rankingSize,
  runSeed: config.seed,
  featuresVersion,
  useDoubtful: config.useDoubtful,
  rule: { maxShift: config.maxShift, maxStretch: config.maxStretch },
  enoughPartners: config.enoughPartners,
});
