import { expect } from 'vitest';
import type { Catalogue } from '../../../src/ports/catalogue.js';
import type { Fixture, Rule } from '../contract.js';
import { naming } from './support/track.js';

/** Publications: what became of each publisher's id. */
export const publicationRules: Readonly<Record<string, Rule<Catalogue>>> = {
  'a publication comes back as it was put, whatever its id': publicationRoundTrip,
  'publications come in the order of the ids asked, without the missing': publicationsInOrder,
  'a publication that another has changed since it was read is not replaced': overtaken,
  'of several that put a publication at one time, one succeeds': oneSucceeds,
  'what names a track is found by it, in the order of the ids': namingTrack,
  'publications are listed by id, page by page, without those that were withdrawn': publicationsListed,
  'publications of two ids put at one time both stand': bothStand,
};

async function publicationRoundTrip({ open, crash }: Fixture<Catalogue>) {
  const catalogue = await open();
  const records = [
    naming('/music/a "song"\n.mp3', 't'),
    naming('б', null, { formerly: ['t', 'u'], failure: { code: 'not-found', message: 'no file "x"' } }),
    naming('-version', 't', { message: undefined }),
    naming('', null),
  ];
  for (const record of records) expect(await catalogue.putPublication(record)).toBe(true);
  const ids = records.map(({ id }) => id);
  expect(await catalogue.getPublications(ids)).toEqual(records);
  expect(await (await crash()).getPublications(ids)).toEqual(records);
}

async function publicationsInOrder({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['a', 'b', 'c']) await catalogue.putPublication(naming(id, 't'));
  const found = await catalogue.getPublications(['c', 'none', 'a']);
  expect(found.map(({ id }) => id)).toEqual(['c', 'a']);
  expect(await catalogue.getPublications([])).toEqual([]);
}

async function overtaken({ open, other }: Fixture<Catalogue>) {
  const [mine, theirs] = [await open(), await other()];
  expect(await mine.putPublication(naming('a', 'late', { revision: 2 }))).toBe(false);
  expect(await mine.getPublications(['a'])).toEqual([]);
  expect(await mine.putPublication(naming('a', 'one'))).toBe(true);
  expect(await theirs.putPublication(naming('a', 'two', { revision: 2 }))).toBe(true);
  for (const revision of [1, 2, 4])
    expect(await mine.putPublication(naming('a', 'late', { revision }))).toBe(false);
  expect(await mine.getPublications(['a'])).toEqual([naming('a', 'two', { revision: 2 })]);
  expect(await mine.putPublication(naming('a', 'three', { revision: 3 }))).toBe(true);
}

async function oneSucceeds({ open, other }: Fixture<Catalogue>) {
  const stores = [await open(), await other()];
  for (const revision of [1, 2, 3]) {
    const kept = await Promise.all(
      stores.flatMap((store, i) =>
        [1, 2].map((n) => store.putPublication(naming('a', `${i} ${n}`, { revision }))),
      ),
    );
    expect(kept.filter(Boolean)).toHaveLength(1);
  }
}

async function namingTrack({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['c', 'a', 'b']) await catalogue.putPublication(naming(id, 't'));
  await catalogue.putPublication(naming('b', 'u', { revision: 2, formerly: ['t'] }));
  await catalogue.putPublication(naming('other', 'u'));
  const names = async (trackId: string): Promise<readonly string[]> =>
    (await catalogue.publicationsOf(trackId)).map(({ id }) => id);
  expect([await names('t'), await names('u'), await names('a')]).toEqual([['a', 'c'], ['b', 'other'], []]);
}

async function publicationsListed({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  const failed = { failure: { code: 'not-audio', message: 'm' } };
  for (const id of ['d', 'b', 'c', 'a']) await catalogue.putPublication(naming(id, `track of ${id}`));
  await catalogue.putPublication(naming('b', null, { revision: 2 }));
  await catalogue.putPublication(naming('never identified', null, failed));
  const page = async (limit: number, after?: string): Promise<readonly string[]> =>
    (await catalogue.listPublications({ after, limit })).map(({ id }) => id);
  expect([await page(2), await page(2, 'c'), await page(2, 'never identified')]).toEqual([
    ['a', 'c'],
    ['d', 'never identified'],
    [],
  ]);
  expect(await catalogue.getPublications(['b'])).toHaveLength(1);
  await catalogue.putPublication(naming('b', 'again', { revision: 3 }));
  expect(await page(5)).toContain('b');
}

async function bothStand({ open, other }: Fixture<Catalogue>) {
  const stores = [await open(), await other()];
  await Promise.all(stores.map((store, i) => store.putPublication(naming(`name ${i}`, 't'))));
  expect((await stores[0].publicationsOf('t')).map(({ id }) => id)).toEqual(['name 0', 'name 1']);
}
