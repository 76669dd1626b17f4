import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { randomFrom } from '../../src/domain/random.js';
import { runProgram, startProgram } from '../support/builtProgram.js';
import { readData } from '../support/dataFolder.js';
import { makeStemSong } from '../support/stemSongs.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import { until } from '../support/until.js';

const at = temporaryDirectory();
const args = ['run', 'music', '--data', 'data', '--out', 'out', '--top', '1', '--clips-per-track', '1'];
const songs = ['one', 'two', 'three'];

beforeAll(() => {
  songs.forEach((name, i) => makeStemSong(at('music', name), { seconds: 20 + i, semitones: i }));
});

/** Processes that work in a folder: the program and all that it has started. */
const processesIn = (folder: string): string[] =>
  readdirSync('/proc').filter((pid) => {
    try {
      return (
        /^\d+$/.test(pid) &&
        readlinkSync(`/proc/${pid}/cwd`) === folder &&
        readFileSync(`/proc/${pid}/cmdline`).length > 0
      );
    } catch {
      // It has ended meanwhile.
      return false;
    }
  });

it('finishes every track, none twice and none damaged, after twenty kills at random moments', async () => {
  const seed = process.env['MASHSTREAM_TEST_SEED'] ?? String(Date.now());
  const random = randomFrom('kills', seed);
  for (let life = 0; life < 20; life++) {
    const program = startProgram(args, { cwd: at() });
    await wait(random.range(200, 5000));
    program.kill('SIGKILL');
    await program.ended;
  }
  const last = await runProgram(args, { cwd: at() });
  expect(last, `seed ${seed}`).toMatchObject({ code: 0 });
  const data = await readData(at('data'));
  expect(data.tracks.map(({ complete }) => complete)).toEqual(songs.map(() => true));
  expect(data.clips.map(({ trackId }) => trackId).sort()).toEqual(
    data.tracks.map(({ trackId }) => trackId).sort(),
  );
  expect(data.badBlobs).toEqual([]);
  expect(new Set(data.topic('mashups').keys())).toEqual(
    new Set(data.clips.filter(({ supplies }) => supplies.vocal).map(({ clipId }) => clipId)),
  );
});

it('leaves no process behind when it is killed while its children work', async () => {
  const folder = realpathSync(at());
  const program = startProgram(['run', 'music', '--data', 'other', '--out', 'out2'], { cwd: folder });
  // The program, and the shell of a leash with its reader beside a child.
  await until(() => processesIn(folder).length > 2 && program.stderr().includes('analyze:'), 60_000);
  program.kill('SIGKILL');
  await program.ended;
  await until(() => processesIn(folder).length === 0, 15_000);
});
