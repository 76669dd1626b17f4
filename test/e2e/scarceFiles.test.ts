import { execFileSync, spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { startProgram } from '../support/builtProgram.js';
import { readData } from '../support/dataFolder.js';
import { jsonLines } from '../support/jsonLines.js';
import { makeStemSong } from '../support/stemSongs.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import { until } from '../support/until.js';

const at = temporaryDirectory();
const words = ['run', 'music', '--data', 'data', '--out', 'out', '--top', '0', '--json'];
const able = spawnSync('prlimit', ['--version']).error === undefined;

beforeAll(() => {
  for (const semitones of [0, 1]) makeStemSong(at('music', `song ${semitones}`), { semitones });
});

describe.runIf(able)('a run that may suddenly open no more files (needs prlimit)', () => {
  it('tells of it, waits, and goes on when it may again: no song is lost', async () => {
    const program = startProgram(words, { cwd: at() });
    const said = (): string =>
      jsonLines(program.stdout())
        .map((line) => JSON.stringify(line))
        .join('\n');
    const limit = (files: number): void =>
      void execFileSync('prlimit', ['--pid', String(program.pid), `--nofile=${files}:`]);
    await until(() => said().includes('"stage":"identify"'), 60_000);
    limit(16);
    await until(() => /Too many files are open\. Raise the limit.*Waiting for it/.test(said()), 60_000);
    limit(4096);
    const { code, stdout, stderr } = await program.ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(jsonLines(stdout).filter(({ type }) => type === 'failed')).toEqual([]);
    const { tracks, badBlobs } = await readData(at('data'));
    expect([tracks.map(({ complete }) => complete), badBlobs]).toEqual([[true, true], []]);
  });
});
