import { expect } from 'vitest';
import type { Catalogue } from '../../../src/ports/catalogue.js';
import type { Fixture, Rule } from '../contract.js';
import { track } from './support/track.js';

/** Tracks. */
export const trackRules: Readonly<Record<string, Rule<Catalogue>>> = {
  'a track comes back as it was put': trackRoundTrip,
  'a track put again is the later one': putAgain,
  'tracks are listed by id, page by page': tracksListed,
};

async function trackRoundTrip({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putTrack(track('t'));
  expect(await catalogue.getTrack('t')).toEqual(track('t'));
  const bare = track('u', {
    source: { uri: '-version' },
    given: {},
    clipIds: [],
    ...{ notes: [], publications: [], regions: [], complete: false, decoded: undefined },
    failure: { code: 'not-audio', message: 'no "sound"\nin it' },
  });
  await catalogue.putTrack(bare);
  expect(await catalogue.getTrack('u')).toEqual(bare);
}

async function putAgain({ open, other }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putTrack(track('t', { failure: { code: 'silent', message: 'm' } }));
  await (await other()).putTrack(track('t', { clipIds: ['c'] }));
  expect(await catalogue.getTrack('t')).toEqual(track('t', { clipIds: ['c'] }));
}

async function tracksListed({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['b', 'c', 'a', 'd']) await catalogue.putTrack(track(id));
  const page = async (limit: number, after?: string): Promise<readonly string[]> =>
    (await catalogue.listTracks({ after, limit })).map(({ trackId }) => trackId);
  expect(await catalogue.listTracks({ limit: 2 })).toEqual([track('a'), track('b')]);
  expect([await page(3), await page(3, 'c'), await page(3, 'd')]).toEqual([['a', 'b', 'c'], ['d'], []]);
  // Pages go on though what they ended with has gone.
  await catalogue.removeTrack('b');
  expect(await page(1, 'b')).toEqual(['c']);
}
