import type { MatchOptions } from './matchOptions.js';
import type { Leaving } from '../stream/output.js';
import { stage, type Stage } from '../stream/stage.js';

/** A seed that is gone, or has no voice any more. */
export interface WithdrawnSeed {
  readonly kind: 'withdrawn';
  readonly seedClipId: string;
}

/**
 * Withdraws a seed's ranking. Who ranks seeds does it, serially for each: a ranking that was being made when its seed was removed cannot
 * come after it.
 */
export const withdrawRanking = (options: MatchOptions): Stage<WithdrawnSeed, WithdrawnSeed & Leaving> =>
  stage('withdraw', options, (withdrawn) => [
    { ...withdrawn, outputs: [{ topic: 'mashups', key: withdrawn.seedClipId, value: null }] },
  ]);

/** Forgets a seed whose ranking is withdrawn. */
export const forgetSeed = (options: MatchOptions): Stage<WithdrawnSeed, void> =>
  stage('forget seed', options, async ({ seedClipId }) => {
    await options.catalogue.removeSeedState(seedClipId);
  });
