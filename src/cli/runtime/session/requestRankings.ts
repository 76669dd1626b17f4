import { recordValue } from '../../../domain/recordValue.js';
import type { Rerank } from '../../../domain/rerank.js';
import { pagesOfIds } from '../../../operators/match/allIds.js';
import type { MatchOptions } from '../../../operators/match/matchOptions.js';
import { digestOfPartners, partnersNow } from '../../../operators/match/partnersSeen.js';
import type { IdPage } from '../../../ports/catalogue.js';
import type { Log } from '../../../ports/log.js';

/** Seeds with more partners than one query returns that are looked at again each time, so that no sweep takes long. */
const cutAtOnce = 64;

/**
 * Asks for a new ranking of every overdue seed: never ranked on the terms in force, without training samples, and of some whose partners
 * were cut those that have others now. At a beginning (`settings`) of those too whose ranking is older than what it was made from. Page by
 * page; resolves to where the next sweep goes on with the cut ones.
 */
export async function requestRankings(
  log: Log,
  options: MatchOptions,
  { why, after }: { readonly why: Rerank['why']; readonly after?: string | undefined },
): Promise<string | undefined> {
  const { catalogue, terms } = options;
  const ask = async (seeds: readonly string[]): Promise<void> =>
    seeds.length === 0 ? undefined : log.append('rerank', seeds.map(request));
  const request = (seedClipId: string) => ({
    key: seedClipId,
    value: recordValue('rerank', { schema: 1, seedClipId, why }),
  });
  const askAll = async (read: (page: IdPage) => Promise<readonly string[]>): Promise<void> => {
    for await (const seeds of pagesOfIds(read)) await ask(seeds);
  };
  if (why === 'settings') await askAll((page) => catalogue.seedsStale(page));
  const newest = terms.newest();
  await askAll((page) => catalogue.seedsOverdue(newest, page));
  const cut = await catalogue.seedsCut({ after, limit: cutAtOnce });
  await ask(await withOtherPartners(options, cut));
  return cut.length === cutAtOnce ? cut.at(-1) : undefined;
}

async function withOtherPartners(
  options: MatchOptions,
  seeds: readonly string[],
): Promise<readonly string[]> {
  const { catalogue } = options;
  const others: string[] = [];
  for (const id of seeds) {
    const [seed, state] = [await catalogue.getClip(id), await catalogue.getSeedState(id)];
    if (seed && state && digestOfPartners(await partnersNow(options, seed)) !== state.partners)
      others.push(id);
  }
  return others;
}
