import type { IdPage } from '../../../ports/catalogue.js';
import { afterId } from '../connection/afterId.js';
import { findUpTo } from '../connection/findUpTo.js';
import type { MongoCollections } from '../connection/mongoPlace.js';
import { siftIds } from '../connection/siftIds.js';
import type { SeedDocument } from './seedDocument.js';

/** Clips that are asked for together. */
const together = 1000;

/** Seeds that are no more what they were ranked as, or whose shortlist holds a clip that went or changed since. */
export const staleSeeds = (
  { seeds, clips }: Pick<MongoCollections, 'seeds' | 'clips'>,
  page: IdPage,
): Promise<readonly string[]> =>
  siftIds(
    page,
    (next) =>
      findUpTo(seeds, afterId(next), {
        limit: next.limit,
        sort: { _id: 1 },
        fields: ['digest', 'shortlist'],
      }),
    async (found) => {
      const digests = await digestsOf(clips, [
        ...new Set(found.flatMap(({ _id, shortlist }) => [_id, ...shortlist.map(({ clipId }) => clipId)])),
      ]);
      return found.filter((seed) => isStale(seed, digests));
    },
  );

/** A seed whose own clip has gone is removed, not ranked anew. */
const isStale = (
  { _id, digest, shortlist }: Pick<SeedDocument, '_id' | 'digest' | 'shortlist'>,
  digests: ReadonlyMap<string, string>,
): boolean =>
  (digests.get(_id) ?? digest) !== digest ||
  shortlist.some((stamp) => digests.get(stamp.clipId) !== stamp.digest);

async function digestsOf(
  clips: MongoCollections['clips'],
  clipIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const digests = new Map<string, string>();
  for (let at = 0; at < clipIds.length; at += together) {
    const ids = clipIds.slice(at, at + together);
    const options = { limit: ids.length, fields: ['digest'], hint: 'digests' };
    for (const { _id, digest } of await findUpTo(clips, { _id: { $in: ids } }, options))
      digests.set(_id, digest);
  }
  return digests;
}
