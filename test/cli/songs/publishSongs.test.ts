import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failuresOf } from '../../../src/cli/runtime/reading/failuresOf.js';
import { publisherId } from '../../../src/cli/songs/publisherId.js';
import { publishSongs } from '../../../src/cli/songs/publishSongs.js';
import type { Song } from '../../../src/cli/songs/song.js';
import { workedMessageOf } from '../../../src/domain/workedMessage.js';
import type { PublicationRecord } from '../../../src/ports/trackRecord.js';
import { putNaming } from '../../support/catalogued.js';
import { publication, trackRecord } from '../../support/ingestWorld.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { topologyDriver, type TopologyDriver } from '../../support/topologyDriver.js';

const directory = temporaryDirectory();
let driver: TopologyDriver;
beforeEach(() => {
  driver = topologyDriver();
});
afterEach(() => driver.close());

async function song(name: string, content = 'sound'): Promise<Song> {
  await writeFile(directory(name), content);
  return { kind: 'mix', path: directory(name) };
}

/** All messages were worked on. */
async function settleAll(): Promise<void> {
  const asked = { topics: ['tracks'], group: 'identify', maxUnsettled: 100 };
  const reading = driver.log.consume(asked).records$.subscribe(({ settle }) => settle());
  await expect.poll(() => driver.log.waits('identify', ['tracks'])).toBe(false);
  reading.unsubscribe();
}

/** The song's newest message was worked on: it names a track, which is complete unless it is to be worked on still. */
async function worked(key: string, changes: Partial<PublicationRecord> = {}, complete = true): Promise<void> {
  await settleAll();
  const message = (await driver.log.newestOf('tracks', [key])).get(key);
  if (!message) throw new Error('it was published');
  const said = publication(key);
  await putNaming(driver.catalogue, `track ${key}`, [said], {
    message: workedMessageOf(message),
    ...changes,
  });
  await driver.catalogue.putTrack(trackRecord({ trackId: `track ${key}`, publications: [said], complete }));
}

const count = async (): Promise<number> => (await driver.log.lag('anyone', ['tracks']))[0].lag;
const failure = { code: 'not-audio', message: 'no sound in it' };

describe('publishSongs', () => {
  it('publishes a new song once, though it still waits', async () => {
    const songs = [await song('new.mp3')];
    const key = publisherId(songs[0].path);
    expect(await publishSongs(songs, driver)).toMatchObject({ keys: [key], due: [key], problems: [] });
    expect(await publishSongs(songs, driver)).toMatchObject({ keys: [key], due: [key], queued: [] });
    expect(await count()).toBe(1);
  });

  it('leaves a finished song alone until it or its sidecar changes, without a look into the log', async () => {
    const songs = [await song('done.mp3')];
    await publishSongs(songs, driver);
    await worked(publisherId(songs[0].path));
    let looked = 0;
    const log = {
      ...driver.log,
      newestOf: (...asked: Parameters<typeof driver.log.newestOf>) => {
        looked += 1;
        return driver.log.newestOf(...asked);
      },
    };
    expect((await publishSongs(songs, { ...driver, log })).due).toEqual([]);
    expect(looked).toBe(0);
    await writeFile(directory('done.mash.json'), '{"bpm": 120}');
    expect((await publishSongs(songs, driver)).queued).toHaveLength(1);
    await song('done.mp3', 'other sound');
    await publishSongs(songs, driver);
    expect(await count()).toBe(3);
  });

  it('looks into the log once for all songs, however many there are', async () => {
    const songs = await Promise.all(
      Array.from({ length: 60 }, (_, n) => song(`many ${n}.mp3`, `sound ${n}`)),
    );
    const keys = songs.map(({ path }) => publisherId(path));
    await publishSongs(songs.slice(0, 30), driver);
    for (const key of keys.slice(0, 10)) await worked(key);
    let looked = 0;
    const log = {
      ...driver.log,
      newestOf: (...asked: Parameters<typeof driver.log.newestOf>) => {
        looked += 1;
        return driver.log.newestOf(...asked);
      },
    };
    const { due, queued } = await publishSongs(songs, { ...driver, log });
    expect([due, queued, looked]).toEqual([keys.slice(10), keys.slice(10), 1]);
  });

  it('a finished song whose withdrawal, or correction, still waits is published again', async () => {
    const songs = [await song('again.mp3')];
    const key = publisherId(songs[0].path);
    await publishSongs(songs, driver);
    await worked(key);
    await driver.publish('tracks', key, null);
    expect((await publishSongs(songs, driver)).queued).toEqual([key]);
    expect((await publishSongs(songs, driver)).queued).toEqual([]);
    expect((await publishSongs(songs, driver)).due).toEqual([key]);
  });

  it('a finished song beside others that wait is done', async () => {
    const songs = [await song('done too.mp3')];
    await publishSongs(songs, driver);
    await worked(publisherId(songs[0].path));
    await driver.publish('tracks', 'another', { schema: 1, uri: '/x' });
    expect((await publishSongs(songs, driver)).due).toEqual([]);
  });

  it('a song that was identified is due until it is indexed, and published again where nobody is to do that', async () => {
    const songs = [await song('begun.mp3')];
    const key = publisherId(songs[0].path);
    await publishSongs(songs, driver);
    await worked(key, {}, false);
    await driver.publish('works', 'track', { schema: 1, trackId: 'track' });
    expect(await publishSongs(songs, driver)).toMatchObject({ due: [key], queued: [] });
    const asked = { topics: ['works'], group: 'ingest', maxUnsettled: 9 };
    const reading = driver.log.consume(asked).records$.subscribe(({ settle }) => settle());
    await expect.poll(() => driver.log.waits('ingest', ['works'])).toBe(false);
    reading.unsubscribe();
    expect((await publishSongs(songs, driver)).queued).toEqual([key]);
  });

  it.each(['its message', 'its sound'])('tries a song again of which %s failed', async (what) => {
    const songs = [await song(`bad ${what}.mp3`)];
    const { keys } = await publishSongs(songs, driver);
    await worked(keys[0], what === 'its message' ? { failure } : {});
    const track = await driver.catalogue.getTrack(`track ${keys[0]}`);
    if (track && what === 'its sound') await driver.catalogue.putTrack({ ...track, failure });
    expect(await failuresOf(driver, keys)).toEqual([{ trackKey: keys[0], ...failure }]);
    expect((await publishSongs(songs, driver)).queued).toEqual(keys);
    await worked(keys[0]);
    expect(await failuresOf(driver, keys)).toEqual([]);
    expect((await publishSongs(songs, driver)).due).toEqual([]);
  });

  it('in a folder of an earlier version, goes by the newest message and what came of it', async () => {
    const names = ['well', 'failed', 'unknown'];
    const songs = await Promise.all(names.map((name) => song(`${name}.mp3`)));
    const keys = songs.map(({ path }) => publisherId(path));
    await publishSongs(songs, driver);
    await worked(keys[0], { message: undefined });
    await worked(keys[1], { message: undefined, failure });
    expect((await publishSongs(songs, driver)).queued).toEqual([keys[1], keys[2]]);
  });

  it('names a song with a bad sidecar and publishes the others', async () => {
    const songs = [await song('a.mp3'), await song('b.mp3')];
    await writeFile(directory('a.mash.json'), '{"key": "H minor"}');
    const { problems, due } = await publishSongs(songs, driver);
    expect(problems.map(({ path }) => path)).toEqual([songs[0].path]);
    expect(problems[0].error.message).toMatch(/key/);
    expect(due).toEqual([publisherId(songs[1].path)]);
  });
});
