import { expect } from 'vitest';
import type { Catalogue } from '../../../src/ports/catalogue.js';
import type { Fixture, Rule } from '../contract.js';
import { track } from './support/track.js';

/** Tracks and their publisher ids. */
export const trackRules: Readonly<Record<string, Rule<Catalogue>>> = {
  'a track comes back as it was put': trackRoundTrip,
  'a track is found by any of its publisher ids': foundByPublisher,
  'a publisher id names the track it was put with last': publisherMoves,
  'a track put again loses the publisher ids it no longer has': publisherLost,
  'tracks are listed by id': tracksListed,
};

async function trackRoundTrip({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putTrack(track('t'));
  expect(await catalogue.getTrack('t')).toEqual(track('t'));
  const bare = track('u', {
    source: { uri: '-version' },
    given: {},
    clipIds: [],
    notes: [],
    complete: false,
  });
  await catalogue.putTrack(bare);
  expect(await catalogue.getTrack('u')).toEqual(bare);
}

async function foundByPublisher({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  const names = ['/music/a "song"\n.mp3', 'б', '-version'];
  await catalogue.putTrack(track('t', { publisherIds: names }));
  for (const name of names) expect((await catalogue.findTrackByPublisher(name))?.trackId).toBe('t');
  expect(await catalogue.findTrackByPublisher('t')).toBeUndefined();
}

async function publisherMoves({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putTrack(track('old', { publisherIds: ['name'] }));
  await catalogue.putTrack(track('new', { publisherIds: ['name'] }));
  expect((await catalogue.findTrackByPublisher('name'))?.trackId).toBe('new');
}

async function publisherLost({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putTrack(track('t', { publisherIds: ['one', 'two'] }));
  await catalogue.putTrack(track('t', { publisherIds: ['two'] }));
  expect(await catalogue.findTrackByPublisher('one')).toBeUndefined();
  expect(await catalogue.findTrackByPublisher('two')).toBeDefined();
}

async function tracksListed({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['b', 'c', 'a']) await catalogue.putTrack(track(id));
  expect(await catalogue.listTracks()).toEqual([track('a'), track('b'), track('c')]);
}
