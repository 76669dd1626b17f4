import type { IdPage } from '../../../ports/catalogue.js';
import { afterId } from '../connection/afterId.js';
import { findUpTo } from '../connection/findUpTo.js';
import type { MongoCollections } from '../connection/mongoPlace.js';
import { siftIds } from '../connection/siftIds.js';

/** Seeds of whose training samples a round or more has left, but not so many. */
export const sampledSeeds = (
  { seeds }: Pick<MongoCollections, 'seeds'>,
  fewerThan: number,
  page: IdPage,
): Promise<readonly string[]> =>
  siftIds(
    page,
    (next) => findUpTo(seeds, afterId(next), { limit: next.limit, sort: { _id: 1 }, fields: ['sampled'] }),
    (found) =>
      Promise.resolve(found.filter(({ sampled }) => Number(sampled) >= 1 && Number(sampled) < fewerThan)),
  );
