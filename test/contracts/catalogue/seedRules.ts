import { expect } from 'vitest';
import type { Catalogue, IdPage } from '../../../src/ports/catalogue.js';
import { clipOf } from '../../support/clips.js';
import type { Fixture, Rule } from '../contract.js';
import { first, stamps, state } from './support/state.js';

/** Seeds found by what their states say. */
export const seedRules: Readonly<Record<string, Rule<Catalogue>>> = {
  'seeds are found by what their shortlists hold now': holding,
  'overdue seeds: voices without a state of the scorer, those that missed a request, and those that could be sampled and are not':
    overdue,
  'seeds are stale whose own clip, or one of their shortlist, is another now, or gone': stale,
  'seeds that were cut are found by id': cutSeeds,
  'seeds that may give more training samples are found by id': sampledSeeds,
  'ids come in pages': idPages,
  'seeds are found by the score of their best mashup, page by page, by each scorer': bestSeeds,
  'a state that is older, or was removed, is not found by its best': bestAfterwards,
};

async function holding({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const seed of ['s2', 's1']) await catalogue.putSeedState(state(seed, { shortlist: stamps('a', 'b') }));
  expect(await catalogue.seedsHolding('a', first)).toEqual(['s1', 's2']);
  await catalogue.putSeedState(state('s1', { shortlist: stamps('b', 'c'), revision: 9 }));
  expect(await catalogue.seedsHolding('a', first)).toEqual(['s2']);
  expect(await catalogue.seedsHolding('c', first)).toEqual(['s1']);
}

async function overdue({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['d', 'c', 'b', 'a']) await catalogue.putClip(clipOf(id));
  await catalogue.putClip(clipOf('instrumental', { vocal: false }));
  await catalogue.putClip(clipOf('doubtful', { trusted: false }));
  await catalogue.putClip(clipOf('doubtful before', { trusted: false }));
  const acapella = clipOf('acapella');
  await catalogue.putClip({ ...acapella, supplies: { ...acapella.supplies, harmonic: false } });
  for (const id of ['acapella', 'doubtful before']) await catalogue.putSeedState(state(id, { sampled: 0 }));
  await catalogue.putSeedState(state('a'));
  await catalogue.putSeedState(state('b', { sampled: 0 }));
  await catalogue.putSeedState(state('c', { scorer: 'lee/1' }));
  await catalogue.putClip(clipOf('missed'));
  await catalogue.putSeedState(state('missed', { missed: true }));
  expect(await catalogue.seedsOverdue('amu/1', first)).toEqual(['b', 'c', 'd', 'doubtful', 'missed']);
}

async function stale({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  const clipAs = (id: string, digest: string) => ({ ...clipOf(id), digest });
  for (const id of ['a', 'b', 'c', 'd', 'part', 'gone', 'later']) await catalogue.putClip(clipAs(id, '1'));
  const seed = (seedClipId: string, ...shortlist: readonly string[]) =>
    catalogue.putSeedState(
      state(seedClipId, { digest: '1', shortlist: shortlist.map((clipId) => ({ clipId, digest: '1' })) }),
    );
  await seed('a', 'part', 'b');
  await seed('b', 'gone');
  await seed('c', 'b');
  await seed('d', 'b');
  expect(await catalogue.seedsStale(first)).toEqual([]);
  await catalogue.removeClip('gone');
  await catalogue.putClip(clipAs('part', '2'));
  await catalogue.putClip(clipAs('d', '2'));
  await catalogue.putClip(clipAs('later', '2'));
  expect(await catalogue.seedsStale(first)).toEqual(['a', 'b', 'd']);
  // The same again is nothing new.
  await catalogue.putClip(clipAs('part', '1'));
  expect(await catalogue.seedsStale(first)).toEqual(['b', 'd']);
}

async function cutSeeds({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['c', 'a', 'b']) await catalogue.putSeedState(state(id, { cut: true }));
  await catalogue.putSeedState(state('d'));
  expect(await catalogue.seedsCut(first)).toEqual(['a', 'b', 'c']);
  await catalogue.putSeedState(state('b'));
  expect(await catalogue.seedsCut(first)).toEqual(['a', 'c']);
}

async function sampledSeeds({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const [id, sampled] of Object.entries({ d: 1, b: 2, a: 0, c: 3 }))
    await catalogue.putSeedState(state(id, { sampled }));
  expect(await catalogue.seedsSampled(3, first)).toEqual(['b', 'd']);
  expect(await catalogue.seedsSampled(9, first)).toEqual(['b', 'c', 'd']);
  expect(await catalogue.getSeedState('c')).toMatchObject({ sampled: 3 });
}

async function idPages({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['a', 'b', 'c']) {
    await catalogue.putClip({ ...clipOf(id), digest: 'other' });
    await catalogue.putSeedState(state(id, { shortlist: stamps('x'), cut: true, scorer: 'lee/1' }));
  }
  const listings: readonly ((page: IdPage) => Promise<readonly string[]>)[] = [
    (page) => catalogue.seedsHolding('x', page),
    (page) => catalogue.seedsStale(page),
    (page) => catalogue.seedsOverdue('amu/1', page),
    (page) => catalogue.seedsSampled(2, page),
    (page) => catalogue.seedsCut(page),
  ];
  for (const read of listings) {
    expect(await read({ limit: 2 })).toEqual(['a', 'b']);
    expect(await read({ after: 'b', limit: 2 })).toEqual(['c']);
    expect(await read({ after: 'bb', limit: 2 })).toEqual(['c']);
    expect(await read({ after: 'c', limit: 2 })).toEqual([]);
  }
}

async function bestSeeds({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  expect([
    await catalogue.scorersOfSeeds(),
    await catalogue.seedsByBest({ scorer: 'amu/1', limit: 9 }),
  ]).toEqual([[], []]);
  const bests = { e: 0.5, d: -1.25, c: 0.5, b: null, a: 0.5, f: 7 };
  for (const [id, best] of Object.entries(bests)) await catalogue.putSeedState(state(id, { best }));
  await catalogue.putSeedState(state('l', { scorer: 'lee/1', best: 3, order: 9 }));
  expect(await catalogue.scorersOfSeeds()).toEqual(['lee/1', 'amu/1']);
  const all = await catalogue.seedsByBest({ scorer: 'amu/1', limit: 9 });
  expect(all).toEqual(
    ['f', 'a', 'c', 'e', 'd'].map((seedClipId) => ({
      ...{ seedClipId, scorer: 'amu/1' },
      best: bests[seedClipId as keyof typeof bests],
    })),
  );
  for (const limit of [1, 2, 3]) {
    const paged: (typeof all)[number][] = [];
    for (let page = await catalogue.seedsByBest({ scorer: 'amu/1', limit }); page.length > 0;) {
      paged.push(...page);
      const { seedClipId, best } = paged[paged.length - 1];
      page = await catalogue.seedsByBest({ scorer: 'amu/1', limit, after: { seedClipId, best: best ?? 0 } });
    }
    expect(paged).toEqual(all);
  }
  expect(await catalogue.bestOfSeeds(['l', 'none', 'b'])).toEqual([
    { seedClipId: 'l', scorer: 'lee/1', best: 3 },
    { seedClipId: 'b', scorer: 'amu/1', best: null },
  ]);
}

async function bestAfterwards({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  const found = async () =>
    (await catalogue.seedsByBest({ scorer: 'amu/1', limit: 9 })).map(({ seedClipId, best }) => [
      seedClipId,
      best,
    ]);
  for (const id of ['a', 'b']) await catalogue.putSeedState(state(id, { best: 1 }));
  await catalogue.putSeedState(state('a', { best: 5, revision: 4 }));
  expect(await found()).toEqual([
    ['a', 1],
    ['b', 1],
  ]);
  await catalogue.putSeedState(state('b', { best: 2 }));
  expect(await found()).toEqual([
    ['b', 2],
    ['a', 1],
  ]);
  await catalogue.removeSeedState('b');
  expect(await found()).toEqual([['a', 1]]);
}
