import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failuresOf } from '../../../src/cli/runtime/reading/failuresOf.js';
import { publisherId } from '../../../src/cli/songs/publisherId.js';
import { publishSongs } from '../../../src/cli/songs/publishSongs.js';
import type { Song } from '../../../src/cli/songs/song.js';
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

/** Enters the song in the catalogue, as ingest does at the end. */
const ingested = (key: string): Promise<void> =>
  driver.catalogue.putTrack(
    trackRecord({ trackId: `track ${key}`, publications: [publication(key)], complete: true }),
  );

const failAt = (key: string, offset: number): Promise<void> =>
  driver.log.append('dead-letters', [
    {
      key,
      value: new Uint8Array(),
      headers: {
        'error.topic': 'tracks',
        'error.offset': String(offset),
        'error.partition': '0',
        'error.code': 'not-audio',
        'error.message': 'no sound in it',
      },
    },
  ]);

const count = async (): Promise<number> => (await driver.log.lag('anyone', ['tracks']))[0].lag;

describe('publishSongs', () => {
  it('publishes a new song once, though it still waits', async () => {
    const songs = [await song('new.mp3')];
    const key = publisherId(songs[0].path);
    expect(await publishSongs(songs, driver)).toMatchObject({ keys: [key], due: [key], problems: [] });
    expect(await publishSongs(songs, driver)).toMatchObject({ keys: [key], due: [key] });
    expect(await count()).toBe(1);
  });

  it('leaves a finished song alone until it or its sidecar changes', async () => {
    const songs = [await song('done.mp3')];
    await publishSongs(songs, driver);
    await ingested(publisherId(songs[0].path));
    expect((await publishSongs(songs, driver)).due).toEqual([]);
    await writeFile(directory('done.mash.json'), '{"bpm": 120}');
    expect((await publishSongs(songs, driver)).due).toHaveLength(1);
    await song('done.mp3', 'other sound');
    await publishSongs(songs, driver);
    expect(await count()).toBe(3);
  });

  it('tries a failed song again, and names the failure of its newest message only', async () => {
    const songs = [await song('bad.mp3')];
    const { keys } = await publishSongs(songs, driver);
    await failAt(keys[0], 0);
    expect(await failuresOf(driver.log, keys)).toEqual([
      { trackKey: keys[0], code: 'not-audio', message: 'no sound in it' },
    ]);
    await publishSongs(songs, driver);
    expect(await count()).toBe(2);
    expect(await failuresOf(driver.log, keys)).toEqual([]);
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
