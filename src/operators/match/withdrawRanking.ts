import type { MatchOptions } from './matchOptions.js';
import type { Output } from '../stream/output.js';
import { stage, type Stage } from '../stream/stage.js';

/** A seed that is gone, or has no voice any more. */
export interface WithdrawnSeed {
  readonly kind: 'withdrawn';
  readonly seedClipId: string;
}

/**
 * Withdraws a seed's ranking and forgets the seed. Who ranks seeds does it, serially for each: a ranking that was being made when its
 * seed was removed cannot come after it.
 */
export const withdrawRanking = (options: MatchOptions): Stage<WithdrawnSeed, Output<'mashups'>> =>
  stage('withdraw', options, ({ seedClipId }) => [
    {
      topic: 'mashups',
      key: seedClipId,
      value: null,
      after: () => options.catalogue.removeSeedState(seedClipId),
    },
  ]);
