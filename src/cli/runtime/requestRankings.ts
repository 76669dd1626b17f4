import type { Rerank } from '../../domain/rerank.js';
import { termsOf, type MatchOptions } from '../../operators/matchOptions.js';
import type { Log } from '../../ports/log.js';

/**
 * Asks for a new ranking of every overdue seed: never ranked on these terms, or without training samples. Resolves to their number.
 */
export async function requestRankings(log: Log, options: MatchOptions, why: Rerank['why']): Promise<number> {
  const { catalogue } = options;
  const seeds = await catalogue.seedsOverdue(termsOf(options));
  const revision = await catalogue.revision();
  const request = (seedClipId: string): Rerank => ({ schema: 1, seedClipId, why, revision });
  const records = seeds.map((key) => ({
    key,
    value: new TextEncoder().encode(JSON.stringify(request(key))),
  }));
  await log.append('rerank', records);
  return seeds.length;
}
