import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { openState } from '../../../src/cli/runtime/wiring/openState.js';
import { mashstream } from '../../support/mashstream.js';
import { enterSong, matchAll, matchedState } from '../../support/matchedState.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { until } from '../../support/until.js';

const directory = temporaryDirectory();
const data = directory('data');
const songs = [
  { name: 'Alpha', bpm: 120, tonic: 0 },
  { name: 'Beta', bpm: 124, tonic: 2 },
  { name: 'Gamma', bpm: 118, tonic: 1 },
  { name: 'Slow', bpm: 85, tonic: 0 },
];
beforeAll(() => matchedState(data, songs));
const watch = (...words: string[]) => mashstream('watch', '--once', '--data', data, ...words);

describe('watch --once', () => {
  it('prints the ranking of each voice, with what it is', async () => {
    const { stdout, stderr, code } = await watch();
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout).toMatch(/^Alpha, C major 8B, 120.0 bpm \(by dualnet\):\n#\tvocal\t.*\n1\tAlpha\t/m);
    expect(stdout).toMatch('Slow, C major 8B, 85.0 bpm: no partner within the key and tempo rule');
  });

  it('prints as many as asked for, of the voices asked for', async () => {
    const { stdout } = await watch('--top', '2', '--vocal', 'beta');
    expect(stdout.split('\n').filter((line) => /^\d/.test(line))).toEqual([
      expect.stringMatching(/^1\tBeta\t/),
      expect.stringMatching(/^2\tBeta\t/),
    ]);
    expect(stdout).not.toContain('Alpha,');
  });

  it('leaves out mashups with excluded songs', async () => {
    const rows = (await watch('--json', '--vocal', 'alpha', '--exclude', 'gamma')).json();
    expect(rows.map(({ type }) => type)).toEqual(['ranking', 'end']);
    expect(rows[0]).toMatchObject({ type: 'ranking', voice: 'Alpha', scorer: { name: 'dualnet' } });
    const [{ mashups }] = rows as unknown as [{ mashups: { harmonic: string; percussion: string }[] }];
    expect(mashups.map(({ harmonic, percussion }) => [harmonic, percussion])).toEqual([['Beta', 'Beta']]);
  });

  it('--best: at most one a pair of songs, best first', async () => {
    const [best] = (await watch('--best', '--json', '--top', '50')).json() as unknown as [
      { mashups: { vocal: string; harmonic: string; score: number }[] },
    ];
    const pairs = best.mashups.map(({ vocal, harmonic }) => [vocal, harmonic].sort().join());
    expect(pairs).toHaveLength(3);
    expect(new Set(pairs).size).toBe(3);
    const scores = best.mashups.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('--best --both-ways: a pair of songs the other way round as well', async () => {
    const byFit = directory('by fit');
    await matchedState(byFit, songs, { scorer: 'fit' });
    const asked = ['--best', '--both-ways', '--json', '--top', '50', '--once', '--data', byFit];
    const [best] = (await mashstream('watch', ...asked)).json() as unknown as [
      { mashups: { vocal: string; harmonic: string }[] },
    ];
    const ways = best.mashups.map(({ vocal, harmonic }) => `${vocal} ${harmonic}`);
    expect(new Set(ways).size).toBe(ways.length);
    expect(ways.some((way) => ways.includes(way.split(' ').reverse().join(' ')))).toBe(true);
  });

  it('refuses words that match no song, before anything is shown', async () => {
    for (const more of [[], ['--best']]) {
      const { code, stdout, stderr } = await watch('--vocal', 'nobody', '--exclude', 'beta', ...more);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/a problem:[^]*--vocal "nobody": no song/);
    }
  });

  it.each([[[]], [['--best']]])('--explain tells why each scored so %j', async (more) => {
    const [first] = (await watch('--explain', '--json', ...more)).json() as unknown as [
      { mashups: { why: string[] }[] },
    ];
    expect(first.mashups[0].why).toEqual([
      expect.stringMatching(/^score .* by dualnet: network /),
      expect.stringMatching(/^harmony: /),
      expect.stringMatching(/^drums: /),
      '16 bars, all that the voice has',
      'key confidence: voice 100 %, harmony 100 %',
    ]);
    expect((await watch('--json', ...more)).stdout).not.toContain('"why"');
  });

  it('--use-doubtful: a voice whose beats are doubtful is not called unused', async () => {
    const folder = directory('doubtful');
    await matchedState(folder, [{ name: 'Doubtful', trusted: false }]);
    const told = (...words: string[]) => mashstream('watch', '--once', '--data', folder, ...words);
    expect((await told()).stdout).toMatch('not used (weak-beats)');
    expect((await told('--use-doubtful')).stdout).toMatch('no partner within the key and tempo rule');
  });

  it('shows where a mashup lies rendered, in whatever format', async () => {
    const out = directory('out');
    const shown = async () =>
      (
        (await watch('--best', '--json', '--out', out)).json() as unknown as [
          { mashups: { mashupId: string; vocal: string; harmonic: string; path?: string }[] },
        ]
      )[0].mashups;
    const [first, second] = await shown();
    expect([first.path, second.path]).toEqual([undefined, undefined]);
    const place = directory(
      'out',
      `${first.vocal} over ${first.harmonic} ${first.mashupId.slice(0, 8)}, mp3`,
    );
    await mkdir(place, { recursive: true });
    expect((await shown())[0].path).toBeUndefined();
    await writeFile(`${place}/mashup.json`, '{}');
    expect((await shown()).map(({ path }) => path)).toEqual([place, undefined, undefined]);
  });

  it('--best falls back on the scorer that there is', async () => {
    expect((await watch('--best', '--scorer', 'lee')).stdout).toMatch(/^The best \(by dualnet\):\n#/);
  });
});

it('says that there is nothing yet, or no data folder', async () => {
  const empty = directory('empty');
  await openState(empty, 'append').close();
  const nothing = await mashstream('watch', '--once', '--data', empty);
  expect([nothing.stdout, nothing.stderr, nothing.code]).toEqual(['', 'There are no rankings yet.\n', 0]);
  expect((await mashstream('watch', '--once', '--best', '--data', empty)).stdout).toMatch('No mashups yet.');
  const missing = await mashstream('watch', '--data', directory('nowhere'));
  expect(missing.code).toBe(1);
  expect(missing.stderr).toMatch('There is no database');
  await openState(directory('some/demo'), 'append').close();
  const demo = await mashstream('watch', '--data', directory('some'));
  expect(demo.stderr).toMatch(`add --data ${directory('some/demo')}`);
});

it.each([[['--json']], [['--json', '--best']]])(
  'watch %j beside a run tells of changes until interrupted',
  async (words) => {
    const folder = directory(`beside${words.length}`);
    await matchedState(folder, songs.slice(0, 2));
    const args = ['--import', 'tsx', 'src/main.ts', 'watch', '--data', folder, ...words];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await until(() => said.includes('"vocal":"Alpha"') || said.includes('"vocal":"Beta"'), 15_000);
    expect(said).not.toContain('Newcomer');

    const state = openState(folder, 'run');
    await enterSong(state, { name: 'Newcomer', bpm: 122, tonic: 1 });
    await matchAll(state, folder);
    await until(() => said.includes('"Newcomer"'), 15_000);
    await state.close();
    const ended = once(child, 'close');
    child.kill('SIGINT');
    expect((await ended)[0]).toBe(130);
  },
);

it('watch says when the database is gone or another, and goes on with that', async () => {
  const folder = directory('replaced');
  await matchedState(folder, songs.slice(0, 2));
  const args = ['--import', 'tsx', 'src/main.ts', 'watch', '--data', folder, '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => (said[name] += text));
  await until(() => said.stdout.includes('"voice":"Beta"'), 30_000);
  rmSync(folder, { recursive: true });
  await until(() => /mashstream\.db is gone\. Waiting/.test(said.stdout), 15_000);
  await matchedState(folder, [songs[0], songs[2]]);
  await until(() => said.stdout.includes('"voice":"Gamma"'), 30_000);
  await matchedState(directory('another'), [songs[1], songs[3]]);
  rmSync(folder, { recursive: true });
  renameSync(directory('another'), folder);
  await until(() => said.stdout.includes('"voice":"Slow"'), 30_000);
  expect(said.stdout.match(/"note".*is another one now.*going on with that/g)).toHaveLength(2);
  expect(said.stderr).toBe('');
  const ended = once(child, 'close');
  child.kill('SIGINT');
  expect((await ended)[0]).toBe(130);
}, 150_000);
