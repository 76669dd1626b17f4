import type { Filter } from 'mongodb';
import type { Catalogue, IdPage } from '../../../ports/catalogue.js';
import { afterId } from '../connection/afterId.js';
import { findUpTo } from '../connection/findUpTo.js';
import type { MongoPlace } from '../connection/mongoPlace.js';
import { overdueSeeds } from './overdueSeeds.js';
import { putSeedState } from './putSeedState.js';
import { sampledSeeds } from './sampledSeeds.js';
import { bestOfSeeds, scorersOfSeeds, seedsByBest } from './seedBests.js';
import { seedState, type SeedDocument } from './seedDocument.js';
import { staleSeeds } from './staleSeeds.js';

/** The part of the catalogue that remembers seeds. */
export type SeedStore = Pick<
  Catalogue,
  | 'getSeedState'
  | 'putSeedState'
  | 'removeSeedState'
  | 'seedsHolding'
  | 'seedsStale'
  | 'seedsOverdue'
  | 'seedsSampled'
  | 'seedsCut'
  | 'scorersOfSeeds'
  | 'seedsByBest'
  | 'bestOfSeeds'
>;

export function seedStore(place: MongoPlace): SeedStore {
  const { collections } = place;
  const { seeds } = collections;
  const looking = <T>(work: () => Promise<T>): Promise<T> => place.doing('Looking up seeds', work);
  const idsOf = (filter: Filter<SeedDocument>, page: IdPage, hint: string): Promise<readonly string[]> =>
    looking(async () => {
      const options = { limit: page.limit, sort: { _id: 1 }, fields: [], hint } as const;
      const found = await findUpTo(seeds, { ...filter, ...afterId(page) }, options);
      return found.map(({ _id }) => _id);
    });
  return {
    getSeedState: (seedClipId) =>
      place.doing(`Reading the state of seed ${seedClipId}`, async () => {
        const found = await seeds.findOne({ _id: seedClipId });
        return found ? seedState(found) : undefined;
      }),
    putSeedState: (state) =>
      place.doing(`Storing the state of seed ${state.seedClipId}`, () => putSeedState(seeds, state)),
    removeSeedState: (seedClipId) =>
      place.doing(`Removing the state of seed ${seedClipId}`, async () => {
        await seeds.deleteOne({ _id: seedClipId });
      }),
    seedsHolding: (clipId, page) => idsOf({ shortlistIds: clipId }, page, 'by-shortlist'),
    seedsStale: (page) => looking(() => staleSeeds(collections, page)),
    seedsOverdue: (scorer, page) => looking(() => overdueSeeds(collections, scorer, page)),
    seedsSampled: (fewerThan, page) => looking(() => sampledSeeds(collections, fewerThan, page)),
    seedsCut: (page) => idsOf({ cut: true }, page, 'by-cut'),
    scorersOfSeeds: () => looking(() => scorersOfSeeds(seeds)),
    seedsByBest: (query) => looking(() => seedsByBest(seeds, query)),
    bestOfSeeds: (seedClipIds) => looking(() => bestOfSeeds(seeds, seedClipIds)),
  };
}
