import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { openState } from '../../../src/cli/runtime/wiring/openState.js';
import { readRankings } from '../../../src/cli/runtime/reading/readRankings.js';
import { newest } from '../../../src/cli/songs/newest.js';
import { publisherId } from '../../../src/cli/songs/publisherId.js';
import { putNaming, tracksOf } from '../../support/catalogued.js';
import { mashstream } from '../../support/mashstream.js';
import { matchedState } from '../../support/matchedState.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
let data: string;
let round = 0;
beforeEach(async () => {
  data = directory(`data-${(round += 1)}`);
  await matchedState(data, [
    { name: 'Alpha One', artist: 'The Band', bpm: 120, tonic: 0 },
    { name: 'Alpha Two', artist: 'The Band', bpm: 124, tonic: 2 },
    { name: 'Gamma', bpm: 118, tonic: 1 },
  ]);
});
const remove = (...words: string[]) => mashstream('remove', ...words, '--data', data);

/** Everything in which a song's name could still stand. */
async function traces(name: string) {
  const state = openState(data, 'look');
  try {
    const rankings = await readRankings(state.log);
    return {
      tracks: (await tracksOf(state.catalogue)).filter(({ source }) => source.title === name).length,
      blobs: (await state.blobs.list(`clips/clip-${name}/`)).length,
      rankings: rankings.filter(({ seedClipId }) => seedClipId === `clip-${name}`).length,
      places: rankings
        .flatMap(({ mashups }) => mashups.flatMap(({ parts }) => parts))
        .filter(({ clipId }) => clipId === `clip-${name}`).length,
    };
  } finally {
    await state.close();
  }
}
const none = { tracks: 0, blobs: 0, rankings: 0, places: 0 };

describe('remove without a run', () => {
  it('takes a song away with its clips, blobs, ranking and places, and says what went', async () => {
    const before = await traces('Gamma');
    expect(before).toMatchObject({ tracks: 1, blobs: 6, rankings: 1 });
    expect(before.places).toBeGreaterThan(3);
    const { code, stdout } = await remove('gamma');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^removed: Gamma: 1 clip, 1 ranking of its own, [1-9]\d* mashups of other voices\n$/,
    );
    expect(await traces('Gamma')).toEqual(none);
    expect((await traces('Alpha One')).rankings).toBe(1);
  });

  it('tells programs the same in JSON', async () => {
    const lines = (await remove('song:Gamma', '--json')).json();
    const removed = lines.find(({ type }) => type === 'removed');
    expect(removed).toMatchObject({ ids: ['song:Gamma'], name: 'Gamma', clips: 1, rankings: 1 });
    expect(removed?.['places']).toBeGreaterThan(0);
  });

  it('lists what a word may mean, removes nothing and exits 1', async () => {
    const { code, stderr } = await remove('Gamma', 'alpha', 'the moon');
    expect(code).toBe(1);
    expect(stderr).toMatch(/2 problems[^]*Alpha One \(The Band\): song:Alpha One\n[^]*Alpha Two/);
    expect(stderr).toMatch('nothing here is called "the moon"');
    expect((await traces('Gamma')).tracks).toBe(1);
  });

  it('keeps the ranking of the others by the scorer that ranked them', async () => {
    await remove('Gamma', '--scorer', 'lee');
    await remove('Alpha Two');
    const state = openState(data, 'look');
    const rankings = await readRankings(state.log).finally(() => state.close());
    expect(rankings.map(({ seedClipId, scorer }) => [seedClipId, scorer.name])).toEqual([
      ['clip-Alpha One', 'lee'],
    ]);
  });

  it.each([
    [[], 1],
    [['--max-shift', '1'], 0],
    [['--max-stretch', '0.01'], 0],
  ])('ranks the others by the rule that is asked for: %j', async (rule, mashups) => {
    await remove('Gamma', ...rule);
    const state = openState(data, 'look');
    const rankings = await readRankings(state.log).finally(() => state.close());
    const ofAlphaOne = rankings.find(({ seedClipId }) => seedClipId === 'clip-Alpha One');
    expect(ofAlphaOne?.mashups.length).toBe(mashups);
  });

  it('keeps a song that is published under another name too, and says so', async () => {
    const state = openState(data, 'append');
    const track = await state.catalogue.getTrack('track-clip-Gamma');
    if (!track) throw new Error('the song is there');
    const publications = ['song:Gamma', 'song:Twin'].map((id) => ({ ...track.publications[0], id }));
    await state.catalogue.putTrack({ ...track, publications });
    await putNaming(state.catalogue, track.trackId, publications);
    await state.close();
    expect((await remove('song:Twin')).stdout).toBe(
      'kept: Gamma: its audio is also published as song:Gamma\n',
    );
    expect((await traces('Gamma')).tracks).toBe(1);
    expect((await remove('Gamma')).stdout).toMatch(/^removed: Gamma: 1 clip/);
    expect(await traces('Gamma')).toEqual(none);
  });

  it('removes what failed or was never looked at: by path, by folder', async () => {
    const paths = ['album/a.mp3', 'album/b.mp3', 'c.mp3'].map((name) => directory(name));
    await mkdir(directory('album'), { recursive: true });
    for (const path of paths) await writeFile(path, 'no sound');
    await mashstream('publish', ...paths, '--data', data);
    const { code, stdout } = await remove(paths[2], directory('album'));
    expect(code).toBe(0);
    expect(stdout.split('\n').map((line) => line.split(':')[1])).toEqual([' c', ' a', ' b', undefined]);
    const state = openState(data, 'look');
    const records = await newest(state.log, 'tracks').finally(() => state.close());
    expect(paths.map((path) => records.get(publisherId(path))?.value)).toEqual([null, null, null]);
    expect((await remove(paths[2])).stderr).toMatch('nothing here is called');
  });
});

it('beside a run it leaves the work to it', async () => {
  const state = openState(data, 'run');
  const { code, stdout, stderr } = await remove('Gamma');
  expect([code, stdout, stderr]).toEqual([0, 'queued: Gamma\n', 'The run at work removes them.\n']);
  expect((await newest(state.log, 'tracks')).get('song:Gamma')?.value).toBeNull();
  await state.close();
  expect((await traces('Gamma')).tracks).toBe(1);
});

it('makes no data folder where there is none', async () => {
  const { code, stderr } = await mashstream('remove', 'x', '--data', directory('nowhere'));
  expect([code, stderr]).toEqual([1, expect.stringMatching('There is no database')]);
  await expect(appendFile(directory('nowhere/x'), '')).rejects.toThrow(/ENOENT/);
});
