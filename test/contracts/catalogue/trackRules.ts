import { expect } from 'vitest';
import type { Catalogue } from '../../../src/ports/catalogue.js';
import type { Fixture, Rule } from '../contract.js';
import { said, track } from './support/track.js';

/** Tracks and their publisher ids. */
export const trackRules: Readonly<Record<string, Rule<Catalogue>>> = {
  'a track comes back as it was put': trackRoundTrip,
  'a track is found by any of its publisher ids': foundByPublisher,
  'a publisher id names every track that was put with it': publisherOfTwo,
  'a track put again loses the publisher ids it no longer has': publisherLost,
  'tracks are listed by id': tracksListed,
  'publications are listed by publisher id, then track': publicationsListed,
};

const named = async (catalogue: Catalogue, id: string): Promise<readonly string[]> =>
  (await catalogue.findTracksByPublisher(id)).map(({ trackId }) => trackId);

async function trackRoundTrip({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putTrack(track('t'));
  expect(await catalogue.getTrack('t')).toEqual(track('t'));
  const bare = track('u', {
    source: { uri: '-version' },
    given: {},
    clipIds: [],
    ...{ notes: [], publications: [], regions: [], complete: false, decoded: undefined },
  });
  await catalogue.putTrack(bare);
  expect(await catalogue.getTrack('u')).toEqual(bare);
}

async function foundByPublisher({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  const names = ['/music/a "song"\n.mp3', 'б', '-version'];
  await catalogue.putTrack(track('t', { publications: names.map(said) }));
  for (const name of names) expect(await named(catalogue, name)).toEqual(['t']);
  expect(await named(catalogue, 't')).toEqual([]);
}

async function publisherOfTwo({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['old', 'new']) await catalogue.putTrack(track(id, { publications: [said('name')] }));
  expect(await named(catalogue, 'name')).toEqual(['new', 'old']);
  await catalogue.removeTrack('old');
  expect(await named(catalogue, 'name')).toEqual(['new']);
}

async function publisherLost({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putTrack(track('t', { publications: [said('one'), said('two')] }));
  await catalogue.putTrack(track('t', { publications: [said('two')] }));
  expect(await named(catalogue, 'one')).toEqual([]);
  expect(await named(catalogue, 'two')).toEqual(['t']);
}

async function tracksListed({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['b', 'c', 'a']) await catalogue.putTrack(track(id));
  expect(await catalogue.listTracks()).toEqual([track('a'), track('b'), track('c')]);
}

async function publicationsListed({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  expect(await catalogue.listPublications()).toEqual([]);
  await catalogue.putTrack(track('u', { publications: [said('б'), said('a')] }));
  await catalogue.putTrack(track('t', { publications: [said('б')] }));
  await catalogue.putTrack(track('v', { publications: [said('gone')] }));
  await catalogue.removeTrack('v');
  expect(await catalogue.listPublications()).toEqual([
    { publisherId: 'a', trackId: 'u' },
    { publisherId: 'б', trackId: 't' },
    { publisherId: 'б', trackId: 'u' },
  ]);
}
