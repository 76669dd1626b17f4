import { execFileSync, spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { runProgram, startProgram } from '../support/builtProgram.js';
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
  it('tells of each song that it could not be worked on for now, and ends as it should', async () => {
    const program = startProgram(words, { cwd: at() });
    await until(() => jsonLines(program.stdout()).some(({ stage }) => stage === 'resolve'), 60_000);
    execFileSync('prlimit', ['--pid', String(program.pid), '--nofile=16:16']);
    const { code, stdout, stderr } = await program.ended;
    const failed = jsonLines(stdout).filter(({ type }) => type === 'failed');
    expect([code, stderr]).toEqual([3, '']);
    expect(failed.map((line) => line.code)).toEqual(['unavailable', 'unavailable']);
    for (const { message } of failed) expect(message).toMatch(/Too many files are open\. Raise the limit/);
  });

  it('and the next run makes up for it', async () => {
    const { code, stdout } = await runProgram(words, { cwd: at() });
    expect([code, jsonLines(stdout).filter(({ type }) => type === 'failed')]).toEqual([0, []]);
    const { tracks, badBlobs } = await readData(at('data'));
    expect([tracks.map(({ complete }) => complete), badBlobs]).toEqual([[true, true], []]);
  });
});
