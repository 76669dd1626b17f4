import type { Rerank } from '../../../domain/rerank.js';
import { termsNow, type MatchOptions } from '../../../operators/match/matchOptions.js';
import type { Log } from '../../../ports/log.js';

/** Seeds with more partners than one query returns that are looked at again each time, so that no sweep takes long. */
const cutAtOnce = 64;

/** Requests written at once, so that others have their turn. */
const batch = 256;

/**
 * Asks for a new ranking of every overdue seed: never ranked on these terms, without training samples, and some of those whose
 * partners were cut. At a beginning (`settings`) those too whose ranking is older than what it was made from. Resolves to their number.
 */
export async function requestRankings(log: Log, options: MatchOptions, why: Rerank['why']): Promise<number> {
  const { catalogue } = options;
  const overdue = await catalogue.seedsOverdue(termsNow(options));
  const stale = why === 'settings' ? await catalogue.seedsStale() : [];
  const seeds = [...new Set([...stale, ...overdue, ...(await catalogue.seedsCut(cutAtOnce))])];
  const revision = await catalogue.revision();
  const request = (seedClipId: string): Rerank => ({ schema: 1, seedClipId, why, revision });
  const records = seeds.map((key) => ({
    key,
    value: new TextEncoder().encode(JSON.stringify(request(key))),
  }));
  for (let at = 0; at < records.length; at += batch)
    await log.append('rerank', records.slice(at, at + batch));
  return seeds.length;
}
