import { searchRule } from '../../../mashability/conditions/matchRule.js';
import type { Config } from '../../../config.js';
import { featuresVersion } from '../../../domain/featuresVersion.js';
import type { StageObserver } from '../../../metrics.js';
import type { MatchOptions, TermsInForce } from '../../../operators/match/matchOptions.js';
import type { Scorers } from '../../../ports/scorer.js';
import type { State } from './openState.js';

export interface Matching {
  readonly config: Config;
  readonly state: State;
  readonly scorers: Scorers;
  readonly terms: TermsInForce;
}

/** The match topology's options as configured. */
export const matchOptionsOf = (
  { config, state, scorers, terms }: Matching,
  observer: StageObserver,
): MatchOptions => ({
  observer,
  clock: state.clock,
  concurrency: config.concurrency,
  catalogue: state.catalogue,
  ...{ scorers, terms },
  shortlist: config.shortlist,
  rankingSize: config.rankingSize,
  runSeed: config.seed,
  featuresVersion,
  useDoubtful: config.useDoubtful,
  rule: searchRule(config),
  enoughPartners: config.enoughPartners,
});
