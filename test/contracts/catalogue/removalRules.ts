import { expect } from 'vitest';
import type { Catalogue } from '../../../src/ports/catalogue.js';
import { clipOf } from '../../support/clips.js';
import type { Fixture, Rule } from '../contract.js';
import { all } from './support/all.js';
import { ids } from './support/ids.js';
import { first, stamps, state } from './support/state.js';
import { naming, track } from './support/track.js';

/** What goes with a track or a clip that is removed, and what stays. */
export const removalRules: Readonly<Record<string, Rule<Catalogue>>> = {
  'removing a track removes its clips and states, and nothing else': trackRemoved,
  'removing a track that is not there removes nothing': unknownTrackRemoved,
  'removing a clip removes its state, and its place in no shortlist': clipRemoved,
};

async function trackRemoved({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['t', 'u']) {
    await catalogue.putTrack(track(id));
    await catalogue.putPublication(naming(`publisher of ${id}`, id));
    for (const n of [1, 2]) {
      await catalogue.putClip(clipOf(`${id}${n}`, { trackId: id }));
      await catalogue.putSeedState(state(`${id}${n}`, { shortlist: stamps('t1', 'u1') }));
    }
  }
  expect(await catalogue.clipIdsOf('t')).toEqual(['t1', 't2']);
  expect([...(await catalogue.removeTrack('t'))].sort()).toEqual(['t1', 't2']);
  expect(await catalogue.clipIdsOf('t')).toEqual([]);
  expect(await catalogue.getTrack('t')).toBeUndefined();
  // Who names it is told by others.
  expect(await catalogue.publicationsOf('t')).toEqual([naming('publisher of t', 't')]);
  expect(ids(await catalogue.queryClips(all))).toEqual(['u1', 'u2']);
  expect(await catalogue.getSeedState('t1')).toBeUndefined();
  expect(await catalogue.getSeedState('u1')).toEqual(state('u1', { shortlist: stamps('t1', 'u1') }));
  expect(await catalogue.seedsHolding('t1', first)).toEqual(['u1', 'u2']);
  expect(await catalogue.listTracks({ limit: 5 })).toEqual([track('u')]);
}

async function unknownTrackRemoved({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putClip(clipOf('a'));
  expect(await catalogue.removeTrack('nothing')).toEqual([]);
  expect(await catalogue.countClips()).toBe(1);
}

async function clipRemoved({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['a', 'b']) await catalogue.putClip(clipOf(id));
  await catalogue.putSeedState(state('a', { shortlist: stamps('b') }));
  await catalogue.putSeedState(state('b', { shortlist: stamps('a') }));
  await catalogue.removeClip('a');
  expect(await catalogue.getClip('a')).toBeUndefined();
  expect(await catalogue.getSeedState('a')).toBeUndefined();
  expect(await catalogue.seedsHolding('a', first)).toEqual(['b']);
  expect(await catalogue.seedsHolding('b', first)).toEqual([]);
  await catalogue.removeClip('a');
}
