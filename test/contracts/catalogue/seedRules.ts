import { expect } from 'vitest';
import type { Catalogue } from '../../../src/ports/catalogue.js';
import { clipOf } from '../../support/clips.js';
import type { Fixture, Rule } from '../contract.js';
import { state } from './support/state.js';

/** Seeds found by what their states say. */
export const seedRules: Readonly<Record<string, Rule<Catalogue>>> = {
  'seeds are found by what their shortlists hold now': holding,
  'overdue seeds: voices without a state of the scorer, and those that could be sampled and are not': overdue,
  'seeds are stale whose own clip, or one of their shortlist, is newer than their ranking, or gone': stale,
  'seeds that were cut are found again once the catalogue has moved on, oldest first': cutSeeds,
};

async function holding({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const seed of ['s2', 's1']) await catalogue.putSeedState(state(seed, { shortlist: ['a', 'b'] }));
  expect(await catalogue.seedsHolding('a')).toEqual(['s1', 's2']);
  await catalogue.putSeedState(state('s1', { shortlist: ['b', 'c'], revision: 9 }));
  expect(await catalogue.seedsHolding('a')).toEqual(['s2']);
  expect(await catalogue.seedsHolding('c')).toEqual(['s1']);
}

async function overdue({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['d', 'c', 'b', 'a']) await catalogue.putClip(clipOf(id));
  await catalogue.putClip(clipOf('instrumental', { vocal: false }));
  await catalogue.putClip(clipOf('doubtful', { trusted: false }));
  await catalogue.putClip(clipOf('doubtful before', { trusted: false }));
  const acapella = clipOf('acapella');
  await catalogue.putClip({ ...acapella, supplies: { ...acapella.supplies, harmonic: false } });
  for (const id of ['acapella', 'doubtful before'])
    await catalogue.putSeedState(state(id, { sampled: false }));
  await catalogue.putSeedState(state('a'));
  await catalogue.putSeedState(state('b', { sampled: false }));
  await catalogue.putSeedState(state('c', { scorer: 'lee/1' }));
  expect(await catalogue.seedsOverdue('amu/1')).toEqual(['b', 'c', 'd', 'doubtful']);
}

async function stale({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['a', 'b', 'c', 'd', 'part', 'gone', 'later']) await catalogue.putClip(clipOf(id));
  const revision = await catalogue.revision();
  const seed = (id: string, shortlist: readonly string[]) =>
    catalogue.putSeedState(state(id, { revision, shortlist }));
  await seed('a', ['part', 'b']);
  await seed('b', ['gone']);
  await seed('c', ['b']);
  await seed('d', ['b']);
  expect(await catalogue.seedsStale()).toEqual([]);
  await catalogue.removeClip('gone');
  await catalogue.putClip(clipOf('part'));
  await catalogue.putClip(clipOf('d'));
  await catalogue.putClip(clipOf('later'));
  expect(await catalogue.seedsStale()).toEqual(['a', 'b', 'd']);
}

async function cutSeeds({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['a', 'b', 'c', 'd', 'e']) await catalogue.putClip(clipOf(id));
  const revision = await catalogue.revision();
  await catalogue.putSeedState(state('e', { revision: revision - 1, cut: true }));
  for (const id of ['c', 'a', 'b']) await catalogue.putSeedState(state(id, { revision, cut: true }));
  await catalogue.putSeedState(state('d', { revision }));
  expect(await catalogue.seedsCut(10)).toEqual(['e']);
  await catalogue.removeClip('c');
  expect(await catalogue.seedsCut(10)).toEqual(['e', 'a', 'b']);
  expect(await catalogue.seedsCut(2)).toEqual(['e', 'a']);
}
