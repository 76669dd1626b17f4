import { expect } from 'vitest';
import type { Catalogue } from '../../../src/ports/catalogue.js';
import { clipOf } from '../../support/clips.js';
import type { Fixture, Rule } from '../contract.js';
import { all } from './support/all.js';
import { ids } from './support/ids.js';
import { first, state } from './support/state.js';
import { track } from './support/track.js';

/** Clips as they are put and found by id. */
export const clipRules: Readonly<Record<string, Rule<Catalogue>>> = {
  'a new catalogue is empty': beginsEmpty,
  'a clip comes back as it was put, with fields that nobody knows': clipRoundTrip,
  'what resolved survives a kill': survivesKill,
  'another process sees what was put': otherSees,
  'a clip put twice is one clip, the later one': putTwice,
  'clips come in the order of the ids asked, without the missing': getInOrder,
};

async function beginsEmpty({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  expect(await catalogue.getClip('a')).toBeUndefined();
  expect(await catalogue.getTrack('a')).toBeUndefined();
  expect(await catalogue.getPublications(['a'])).toEqual([]);
  expect(await catalogue.publicationsOf('a')).toEqual([]);
  expect(await catalogue.listPublications({ limit: 5 })).toEqual([]);
  expect(await catalogue.seedsStale(first)).toEqual([]);
  expect(await catalogue.getSeedState('a')).toBeUndefined();
  expect(await catalogue.listTracks({ limit: 5 })).toEqual([]);
  expect(await catalogue.queryClips(all)).toEqual([]);
  expect(await catalogue.scanClips('', 5)).toEqual([]);
  expect(await catalogue.countClips()).toBe(0);
  expect(await catalogue.seedsOverdue('amu/1', first)).toEqual([]);
}

async function clipRoundTrip({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  const clip = {
    ...clipOf('a', { bpm: 123.456789012345, meter: null, artist: 'Ä "q"\n🎵', trusted: false }),
    loudness: { vocal: null, harmonic: -20.5, percussion: -18 },
    stems: { vocal: { key: 'clips/a/vocal.flac', size: 7, sha256: 'ab'.repeat(32) } },
    later: { unknown: ['fields', 'pass', 'through'] },
  };
  await catalogue.putClip(clip);
  expect(await catalogue.getClip('a')).toEqual(clip);
}

async function survivesKill({ open, crash }: Fixture<Catalogue>) {
  const before = await open();
  await before.putClip(clipOf('a'));
  await before.putTrack(track('t'));
  await before.putSeedState(state('a'));
  const second = await crash();
  expect(await second.getClip('a')).toEqual(clipOf('a'));
  expect(await second.getTrack('t')).toEqual(track('t'));
  expect(await second.getSeedState('a')).toEqual(state('a'));
}

async function otherSees({ open, other }: Fixture<Catalogue>) {
  const [mine, theirs] = [await open(), await other()];
  await mine.putClip(clipOf('a'));
  expect(await theirs.queryClips(all)).toHaveLength(1);
  await theirs.putClip(clipOf('b'));
  expect(ids(await mine.queryClips(all))).toEqual(['a', 'b']);
}

async function putTwice({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putClip(clipOf('a', { bpm: 100 }));
  await catalogue.putClip(clipOf('a', { bpm: 130 }));
  expect(await catalogue.countClips()).toBe(1);
  expect((await catalogue.getClip('a'))?.grid.bpm).toBe(130);
  expect(await catalogue.queryClips(all)).toHaveLength(1);
}

async function getInOrder({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['a', 'b', 'c']) await catalogue.putClip(clipOf(id));
  expect(ids(await catalogue.getClips(['c', 'missing', 'a']))).toEqual(['c', 'a']);
  expect(await catalogue.getClips([])).toEqual([]);
}
