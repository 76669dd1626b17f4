import type { ClipQuery } from '../../ports/catalogue.js';
import { partnerLimit } from './partnerQueries.js';

/** What several queries find, one after the other: those of the first before all others. */
export async function askedAll<T>(
  queries: readonly ClipQuery[],
  ask: (query: ClipQuery) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (const query of queries) {
    if (found.length >= partnerLimit) break;
    found.push(...(await ask({ ...query, limit: partnerLimit - found.length })));
  }
  return found;
}
