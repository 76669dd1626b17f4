import type { HeldScorer } from '../../../adapters/shared/holdScorer.js';
import type { Scorer } from '../../../ports/scorer.js';
import type { FollowedTerms } from '../../../topologies/termsInForce.js';
import type { FollowedModel } from './openScorers.js';

export interface ExchangeOptions {
  readonly followed: FollowedModel;
  readonly scorers: Pick<HeldScorer, 'swap'>;
  readonly terms: Pick<FollowedTerms, 'putInForce'>;
  readonly termsOf: (scorer: Scorer) => string;
  /** Has a scorer hear what it will be asked for, for as long as `goOn` says. */
  readonly warm: (scorer: Scorer, goOn: () => boolean) => Promise<unknown>;
}

/** `current`: the version that was so when the other was ready. */
export interface Exchange {
  readonly swapped: boolean;
  readonly current: string;
}

/**
 * Makes a scorer by a version of the model in use, and has it take over once it is ready: fetched, checked, warm. Its terms are put in force before,
 * so that whatever it ranks has its place among all terms. Where another version is current by then, or it `isWanted` no more, nothing changes, so that
 * a slow worker puts no older terms in force. Errors: those of making it.
 */
export async function exchangeScorer(
  { followed, scorers, terms, termsOf, warm }: ExchangeOptions,
  version: string,
  isWanted: () => boolean,
): Promise<Exchange> {
  const scorer = await followed.make(version);
  try {
    await warm(scorer, isWanted);
    const current = (await followed.models.current(followed.name))?.current ?? version;
    const swapped = current === version && isWanted();
    if (swapped) await terms.putInForce(termsOf(scorer));
    if (swapped) scorers.swap(scorer);
    else await scorer.close();
    return { swapped, current };
  } catch (error) {
    await scorer.close();
    throw error;
  }
}
