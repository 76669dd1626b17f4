import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { openState, type State } from '../../../src/cli/runtime/wiring/openState.js';
import { publishSongs } from '../../../src/cli/songs/publishSongs.js';
import { readRankings } from '../../../src/cli/runtime/reading/readRankings.js';
import { sampleSchema, type Sample } from '../../../src/domain/learning/sample.js';
import { putNaming, tracksOf } from '../../support/catalogued.js';
import { countProcesses } from '../../support/countProcesses.js';
import { fakePrograms } from '../../support/fakePrograms.js';
import { publication } from '../../support/ingestWorld.js';
import { mashstream } from '../../support/mashstream.js';
import { enterSong } from '../../support/matchedState.js';
import { makeStemSong } from '../../support/stemSongs.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { until } from '../../support/until.js';

const directory = temporaryDirectory();

async function looking<T>(data: string, look: (state: State) => Promise<T>): Promise<T> {
  const state = openState(data, 'look');
  return look(state).finally(() => state.close());
}

/** Takes all of the topic, as the run did that ingested it. */
async function settleAll({ log }: State): Promise<void> {
  const options = { topics: ['tracks'], group: 'identify', maxUnsettled: 8 };
  const subscription = log.consume(options).records$.subscribe(({ settle }) => settle());
  for (let tries = 0; tries < 500 && (await log.lag('identify', ['tracks']))[0].lag > 0; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  subscription.unsubscribe();
}

const samplesIn = (data: string): Promise<Sample[]> =>
  looking(data, async ({ log }) => {
    const records = await lastValueFrom(log.readTable('training-samples').pipe(toArray()));
    return records.map(({ value }) => sampleSchema.parse(JSON.parse(new TextDecoder().decode(value))));
  });

/** Waits until so many voices are ranked. */
async function ranked(data: string, count: number): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const rankings = await looking(data, ({ log }) => readRankings(log));
    if (rankings.length === count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the rankings do not come');
}

describe('a run is refused before anything is begun', () => {
  const data = directory('known');
  const places = ['--data', data, '--out', directory('out')];
  const refused = async (...words: string[]): Promise<string> => {
    const { code, stdout, stderr } = await mashstream('run', ...words);
    expect([code, stdout]).toEqual([1, '']);
    return stderr;
  };

  it('for words that are neither songs nor topologies, and for both at once', async () => {
    expect(await refused('ingst', 'match', ...places)).toMatch(/"ingst" is neither[^]*Did you mean ingest\?/);
    expect(await refused('match', 'demo', ...places)).toMatch(/match runs for ever, without songs \(demo\)/);
    expect(existsSync(data)).toBe(false);
  });

  it.each([
    [['--data', 'd', '--out', 'd'], 'd is given for both state and results'],
    [['--data', 'd', '--out', 'd/out'], 'results, d\\/out, lies in the data folder d\\.[^]*--out'],
    [['--data', 'o/d', '--out', 'o'], 'data folder o\\/d lies in the folder for results, o\\.[^]*--data'],
    [['--data', 'music', '--out', 'o'], 'data folder music is given as songs'],
    [['--data', 'd', '--out', 'music/'], 'results, music\\/, is given as songs'],
    [['--data', 'd', '--out', 'link'], 'results, link, is given as songs'],
    [['--data', 'd', '--out', 'link-to-d/new'], 'lies in the data folder d'],
  ])('where state, results and songs lie in each other: %j', async (words, reason) => {
    const before = process.cwd();
    mkdirSync(directory('nest', 'music'), { recursive: true });
    if (!existsSync(directory('nest/link'))) {
      symlinkSync('music', directory('nest/link'));
      mkdirSync(directory('nest/d'));
      symlinkSync('d', directory('nest/link-to-d'));
    }
    process.chdir(directory('nest'));
    try {
      expect(await refused('music', ...words)).toMatch(new RegExp(reason));
      expect(readdirSync('.').sort()).toEqual(['d', 'link', 'link-to-d', 'music']);
      expect(readdirSync('d')).toEqual([]);
    } finally {
      process.chdir(before);
    }
  });

  it('for words of --vocal and --exclude that match none of the songs, where all are known', async () => {
    await writeFile(directory('one.mp3'), 'no sound');
    const state = openState(data, 'run');
    await enterSong(state, { name: 'One' });
    const song = directory('one.mp3');
    // As if it had been ingested from there.
    const { keys } = await publishSongs([{ kind: 'mix', path: song }], state);
    const [track] = await tracksOf(state.catalogue);
    const publications = keys.map((id) => publication(id, { uri: song }));
    await state.catalogue.putTrack({ ...track, publications, source: { ...track.source, uri: song } });
    await putNaming(state.catalogue, track.trackId, publications);
    await settleAll(state);
    await state.close();
    const before = await looking(data, ({ log }) => log.lag('match', ['rerank']));
    const words = [
      song,
      ...places,
      '--top',
      '0',
      '--vocal',
      'nobody',
      '--exclude',
      'one',
      '--exclude',
      'xyz',
    ];
    expect(await refused(...words)).toMatch(/2 problems[^]*--vocal "nobody": no song[^]*--exclude "xyz"/);
    expect(await looking(data, ({ log }) => log.lag('match', ['rerank']))).toEqual(before);
    // What matches is not refused.
    expect((await mashstream('run', song, ...places, '--top', '0', '--vocal', 'one')).code).toBe(0);
  });
});

describe('words of --vocal that match no song', () => {
  it('are refused once all songs are known, where some are new', async () => {
    await mkdir(directory('new'));
    const song = directory('new/two.mp3');
    await writeFile(song, 'no sound');
    const data = directory('new data');
    const words = ['run', song, '--data', data, '--out', directory('out')];
    const { code, stderr } = await mashstream(...words, '--vocal', 'nobody');
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/FAILED two\.mp3[^]*--vocal "nobody": no song/),
    ]);
    // The song that failed is one, and it is told.
    expect((await mashstream(...words, '--vocal', 'two')).code).toBe(3);
  });
});

it('a folder that is called like a topology: says which of the two is run', async () => {
  const before = process.cwd();
  const data = directory('match data');
  await mkdir(directory('called/match'), { recursive: true });
  process.chdir(directory('called'));
  try {
    const run = mashstream('run', 'match', '--data', data);
    await until(() => process.listenerCount('SIGINT') > 0, 15_000);
    process.emit('SIGINT');
    expect((await run).stderr).toMatch(
      'match is taken for the topology; what lies here under that name is ./match',
    );
  } finally {
    process.chdir(before);
  }
});

describe('a run that goes on for ever', () => {
  it('sends the samples of seeds with too few partners when it is told to end', async () => {
    const data = directory('data');
    const state = openState(data, 'run');
    await enterSong(state, { name: 'One', bpm: 120 });
    await enterSong(state, { name: 'Two', bpm: 118, tonic: 2 });
    await enterSong(state, { name: 'Far', bpm: 170, tonic: 6 });
    await state.close();
    const run = mashstream('run', 'match', '--data', data);
    await ranked(data, 3);
    expect(await samplesIn(data)).toEqual([]);
    process.emit('SIGINT');
    const { code, stderr } = await run;
    expect([code, stderr]).toEqual([130, expect.stringMatching(/Interrupted/)]);
    // Far has nobody to go with.
    const seeds = (await samplesIn(data)).map(({ recipe, label }) => `${recipe.seedClipId} ${label}`);
    expect(seeds.sort()).toEqual(
      ['One', 'Two'].flatMap((name) =>
        ['negative', 'positive', 'unlabelled'].map((label) => `clip-${name} ${label}`),
      ),
    );
  });

  it('hands back what is not done in time when it is told to end, and leaves no attempt', async () => {
    const data = directory('handed back');
    // Hangs in the decoder, with a mark of its own.
    const ffmpeg = 'case "$*" in */slow/*pcm_f32le*) sleep 3607 & wait ;; esac\nexec REAL "$@"';
    vi.stubEnv('PATH', fakePrograms(directory('slow programs'), { ffmpeg }));
    await mashstream('publish', makeStemSong(directory('music/slow')), '--data', data);
    const run = mashstream('run', 'ingest', '--data', data, '--drain-timeout', '1');
    await until(() => countProcesses('sleep 3607') > 0, 30_000);
    process.emit('SIGTERM');
    const { code, stderr } = await run;
    expect([code, stderr]).toEqual([130, expect.stringMatching(/longer than 1 s \(--drain-timeout\)/)]);
    await until(() => countProcesses('sleep 3607') === 0);
    await looking(data, async ({ log, attempts }) => {
      expect(await log.waits('ingest', ['works'])).toBe(true);
      expect(await attempts.count({ topic: 'works', partition: 0, offset: 0 })).toBe(0);
    });
    vi.unstubAllEnvs();
  });
});
