import type { Collection } from 'mongodb';
import type { BestQuery } from '../../../ports/catalogue.js';
import type { SeedBest } from '../../../ports/seedState.js';
import { byText } from '../../shared/byText.js';
import { findUpTo } from '../connection/findUpTo.js';
import type { SeedDocument } from './seedDocument.js';

const fields = ['scorer', 'best'];

const bestOf = ({ _id, scorer, best }: Pick<SeedDocument, '_id' | 'scorer' | 'best'>): SeedBest => ({
  ...{ seedClipId: _id, scorer, best },
});

/** The scorers by which seeds stand ranked, the newest terms first, then by name. */
export async function scorersOfSeeds(seeds: Collection<SeedDocument>): Promise<readonly string[]> {
  const newest: Pick<SeedDocument, 'scorer' | 'order'>[] = [];
  for (const scorer of await seeds.distinct('scorer')) {
    const sort = { order: -1 } as const;
    newest.push(...(await findUpTo(seeds, { scorer }, { limit: 1, sort, fields: ['scorer', 'order'] })));
  }
  return newest.sort((a, b) => b.order - a.order || byText(a.scorer, b.scorer)).map(({ scorer }) => scorer);
}

/** First the rest of the last score of the page before, then what is worse. */
export async function seedsByBest(
  seeds: Collection<SeedDocument>,
  { scorer, after, limit }: BestQuery,
): Promise<readonly SeedBest[]> {
  const hint = 'by-best';
  const equal = after
    ? await findUpTo(
        seeds,
        { scorer, best: after.best, _id: { $gt: after.seedClipId } },
        { ...{ limit, fields, hint }, sort: { _id: 1 } },
      )
    : [];
  // Numbers alone: an empty ranking has none.
  const worse = { $gte: -Infinity, ...(after && { $lt: after.best }) };
  const next = await findUpTo(
    seeds,
    { scorer, best: worse },
    { ...{ limit: limit - equal.length, fields, hint }, sort: { best: -1, _id: 1 } },
  );
  return [...equal, ...next].map(bestOf);
}

/** In the order of the ids. */
export async function bestOfSeeds(
  seeds: Collection<SeedDocument>,
  seedClipIds: readonly string[],
): Promise<readonly SeedBest[]> {
  const options = { limit: seedClipIds.length, fields };
  const found = await findUpTo(seeds, { _id: { $in: [...seedClipIds] } }, options);
  const byId = new Map(found.map((seed) => [seed._id, bestOf(seed)]));
  return seedClipIds.flatMap((id) => byId.get(id) ?? []);
}
