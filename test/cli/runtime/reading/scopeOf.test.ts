import { afterEach, beforeEach, expect, it } from 'vitest';
import { allSongs } from '../../../../src/cli/runtime/reading/everySong.js';
import { scopeOf } from '../../../../src/cli/runtime/reading/scopeOf.js';
import { publisherId } from '../../../../src/cli/songs/publisherId.js';
import type { TrackRecord } from '../../../../src/ports/trackRecord.js';
import { putNaming } from '../../../support/catalogued.js';
import { publication, trackRecord } from '../../../support/ingestWorld.js';
import { topologyDriver, type TopologyDriver } from '../../../support/topologyDriver.js';

let driver: TopologyDriver;
beforeEach(() => (driver = topologyDriver()));
afterEach(() => driver.close());

const failure = { code: 'silent', message: 'no sound' };

/** A track that an id names. */
async function enter(id: string, trackId: string, changes: Partial<TrackRecord> = {}): Promise<void> {
  const publications = [publication(id)];
  await putNaming(driver.catalogue, trackId, publications);
  await driver.catalogue.putTrack(
    trackRecord({ trackId, publications, complete: true, clipIds: [trackId], ...changes }),
  );
}

const scope = async (keys: readonly string[], paths: readonly string[] = []): Promise<unknown> => {
  const { named, narrowed } = await scopeOf(driver.catalogue, keys, paths);
  return [[...named].sort(), narrowed];
};

it('songs that were named are all that there is, or not', async () => {
  await enter('a', 't');
  await enter('b', 'u');
  expect(await scope(['a', 'b', 'unknown'])).toEqual([['t', 'u'], false]);
  expect(await scope(['a'])).toEqual([['t'], true]);
  await enter('copy of b', 'u');
  expect(await scope(['a', 'copy of b'])).toEqual([['t', 'u'], false]);
});

it('what once lay in a folder that was named narrows nothing', async () => {
  await enter('a', 't');
  await enter(publisherId('/music/gone.mp3'), 'u');
  expect(await scope(['a'], ['/music'])).toEqual([['t'], false]);
  expect(await scope(['a'], ['/mus'])).toEqual([['t'], true]);
});

it('a song of which nothing came, because it failed, was withdrawn or waits, is none', async () => {
  await enter('a', 't');
  await enter('failed', 'f', { failure, complete: false, clipIds: [] });
  await putNaming(driver.catalogue, 'waits', [publication('waits')]);
  await enter('withdrawn', 'w');
  await putNaming(driver.catalogue, 'w', [publication('withdrawn')], { trackId: null, said: undefined });
  await putNaming(driver.catalogue, 'w', [publication('not read')], {
    trackId: null,
    said: undefined,
    failure,
  });
  expect(await scope(['a', 'failed'])).toEqual([['f', 't'], false]);
  await enter('half', 'h', { failure, complete: false });
  expect(await scope(['a', 'failed'])).toEqual([['t'], true]);
  expect((await allSongs(driver.catalogue)).map(({ trackId }) => trackId)).toEqual(['h', 't', 'w']);
});

it('reads all pages of publications and tracks', async () => {
  for (let n = 0; n < 300; n += 1) await enter(`song ${n}`, `track ${n}`);
  const keys = Array.from({ length: 299 }, (_, n) => `song ${n}`);
  expect(await scope(keys)).toEqual([keys.map((key) => key.replace('song', 'track')).sort(), true]);
  expect(await scope([...keys, 'song 299'])).toMatchObject([{ length: 300 }, false]);
  expect(await allSongs(driver.catalogue)).toHaveLength(300);
});
