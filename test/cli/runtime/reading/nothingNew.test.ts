import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLargeState, type LargeState } from '../../../../bench/largeState.js';
import { failuresOf } from '../../../../src/cli/runtime/reading/failuresOf.js';
import { findBest } from '../../../../src/cli/runtime/reading/findBest.js';
import { scorersOf } from '../../../../src/cli/runtime/wiring/scorersOf.js';
import { presentResults } from '../../../../src/cli/runtime/reading/presentResults.js';
import type { Session } from '../../../../src/cli/runtime/session/session.js';
import { openState, type State } from '../../../../src/cli/runtime/wiring/openState.js';
import { rankingFailures } from '../../../../src/cli/runtime/reading/rankingFailures.js';
import { readRankings } from '../../../../src/cli/runtime/reading/readRankings.js';
import { watchBest } from '../../../../src/cli/runtime/watching/watchBest.js';
import { bestMashups } from '../../../../src/cli/results/best/bestMashups.js';
import { publisherId } from '../../../../src/cli/songs/publisherId.js';
import { publishSongs } from '../../../../src/cli/songs/publishSongs.js';
import { configSchema } from '../../../../src/config.js';
import { tellingTools } from '../../../support/tellingTools.js';
import { countReads } from '../../../support/countReads.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';
import { lastValueFrom } from 'rxjs';
import { oneTerms } from '../../../support/matchOptions.js';

const path = temporaryDirectory();
const config = configSchema.parse({});
let large: LargeState;
let state: State;
beforeAll(async () => {
  large = await makeLargeState({ folder: path(), songs: 1000, records: 20_000 });
  state = openState(large.data, 'run');
});
afterAll(() => state.close());

/** Songs `from` … `to` of the large state. */
const songs = (from: number, to: number) =>
  large.songs.slice(from, to).map((song) => ({ kind: 'mix' as const, path: song }));

describe('among 2,000 clips and 20,000 records, where nothing is new', () => {
  it.each([1, 10])('a run of %i songs reads what concerns them', async (count) => {
    const { state: counted, reads } = countReads(state);
    const begun = await counted.log.end('dead-letters');
    const published = await publishSongs(songs(40, 40 + count), counted);
    expect(published).toMatchObject({ due: [], queued: [], problems: [] });
    expect(await failuresOf(counted, published.keys, begun)).toEqual([]);
    expect(await rankingFailures(counted, begun)).toEqual([]);
    // A message and a track, looked at in each step.
    expect(reads()).toBeLessThanOrEqual(12 * count + 5);
  });

  it('the best mashups are those of all rankings, of which a few are read', async () => {
    const { state: counted, reads } = countReads(state);
    const { mashups } = await findBest(counted, config);
    // Rankings by sixteen, with some twenty clips each.
    expect(reads()).toBeLessThan(800);
    const all = await readRankings(state.log);
    expect(all).toHaveLength(2000);
    expect(mashups).toEqual(bestMashups(all, { count: config.top }));
  });

  it('a longer list, of chosen songs, is that of all rankings too', async () => {
    const { mashups } = await findBest(state, { ...config, top: 200 });
    expect(mashups).toEqual(bestMashups(await readRankings(state.log), { count: 200 }));
  });

  it('watch --best --once reads as little', async () => {
    const { state: counted, reads } = countReads(state);
    const options = {
      config,
      output: { json: true, stdout: process.stdout, places: config },
      follow: false,
      explain: false,
    };
    const text = await lastValueFrom(watchBest(counted, options));
    expect((JSON.parse(text) as { mashups: unknown[] }).mashups).toHaveLength(config.top);
    expect(reads()).toBeLessThan(800);
  });

  it('what a run of one song shows is read for that song', async () => {
    const { state: counted, reads } = countReads(state);
    const never = new AbortController().signal;
    const view = {
      begin: () => undefined,
      show: () => undefined,
      note: () => undefined,
      close: () => undefined,
    };
    const session: Session = {
      ...{ config: { ...config, top: 0 }, songs: [large.songs[40]], names: [], forever: false, json: true },
      ...{ state: counted, tools: { ...tellingTools(), close: () => Promise.resolve() }, view, begun: [] },
      scorers: scorersOf(config, counted),
      terms: oneTerms,
      health: { url: undefined, serve: () => undefined },
      ...{ draining: never, stopped: never },
    };
    const shown = await presentResults(session, [publisherId(large.songs[40])]);
    expect(shown).toMatchObject({ rows: [], nothing: [], remarks: [] });
    // The names of all songs; the rankings in which its two clips take part, with the clips of those.
    expect(reads()).toBeLessThan(1000 + 800);
  });

  it('no list, no reading', async () => {
    const { state: counted, reads } = countReads(state);
    expect((await findBest(counted, { ...config, top: 0 })).mashups).toEqual([]);
    expect(reads()).toBe(0);
  });

  it('a song that fails is found beside them', async () => {
    const [key, other] = [7, 8].map((n) => publisherId(large.songs[n]));
    const { catalogue, log } = state;
    const begun = await log.end('dead-letters');
    const why = { code: 'not-audio', message: 'no sound in it' };
    const letter = (topic: string, name: string) => ({
      key: name,
      value: null,
      headers: { 'error.topic': topic },
    });
    // One whose message fails, and one whose sound does.
    const [first, second] = await catalogue.getPublications([key, other]);
    await catalogue.putPublication({ ...first, failure: why, revision: first.revision + 1 });
    const sound = await catalogue.getTrack(second.trackId ?? '');
    if (!sound) throw new Error('the song is there');
    await catalogue.putTrack({ ...sound, failure: why });
    await log.append('dead-letters', [letter('tracks', key), letter('works', sound.trackId)]);
    const failures = [key, other].map((trackKey) => ({ trackKey, ...why }));
    expect(await failuresOf(state, [], begun)).toEqual(failures);
    expect(await failuresOf(state, [key, other])).toEqual(failures);
    expect(await failuresOf(state, [], await log.end('dead-letters'))).toEqual([]);
    expect((await publishSongs(songs(7, 9), state)).queued).toEqual([key, other]);
    await catalogue.putTrack(sound);
    expect(await failuresOf(state, [other], begun)).toEqual([failures[0]]);
  });
});
