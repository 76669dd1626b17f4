import { featuresVersion } from '../../domain/featuresVersion.js';
import type { StageObserver } from '../../metrics.js';
import type { MatchOptions } from '../../operators/matchOptions.js';
import type { Session } from './session.js';

/** The match topology's options as configured. */
export const matchOptionsOf = (
  { config, state, scorers }: Pick<Session, 'config' | 'state' | 'scorers'>,
  observer: StageObserver,
): MatchOptions => ({
  observer,
  clock: state.clock,
  concurrency: config.concurrency,
  catalogue: state.catalogue,
  scorers,
  shortlist: config.shortlist,
  rankingSize: config.rankingSize,
  runSeed: config.seed,
  featuresVersion,
  useDoubtful: config.useDoubtful,
  rule: { maxShift: config.maxShift, maxStretch: config.maxStretch },
  enoughPartners: config.enoughPartners,
});
