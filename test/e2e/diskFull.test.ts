import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { runProgram, type Ended } from '../support/builtProgram.js';
import { mashupFolders } from '../support/mashupFolders.js';
import { readData } from '../support/dataFolder.js';
import { mountSmall } from '../support/mountSmall.js';
import { makeStemSong } from '../support/stemSongs.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';

const at = temporaryDirectory();
const run = (data: string, out: string): Promise<Ended> =>
  runProgram(['run', 'music', '--data', data, '--out', out, '--top', '1'], { cwd: at() });

/** Stops with the reason, the code and the places as the last thing said, and with nothing of the program's inside. */
function expectFull({ code, stdout, stderr }: Ended, places: RegExp): void {
  expect([code, stdout]).toEqual([1, '']);
  const last = stderr.trim().split('\n').at(-1) ?? '';
  expect(last).toMatch(/disk is full.* Free some space and run again.*\(disk-full\)$/);
  expect(last).toMatch(places);
  expect(stderr).not.toMatch(/^ +at /m);
}

beforeAll(() => {
  for (const semitones of [0, 1]) makeStemSong(at('music', `song ${semitones}`), { semitones });
});

describe('a full disk', () => {
  const data = mountSmall(at('data disk'), 20);
  const out = mountSmall(at('out disk'), 4);

  it.skipIf(!data)(
    'stops a run wherever it meets it; with more room the same command completes',
    async () => {
      for (const megabytes of [20, 60]) {
        data?.remount(`size=${megabytes}m`);
        expectFull(await run('data disk/data', 'out'), /data folder data disk\/data \(\d+ MB free\)/);
        const { badBlobs, tracks } = await readData(at('data disk', 'data'));
        expect([badBlobs, tracks.filter(({ complete }) => complete)]).toEqual([[], []]);
        // What it was working on does not keep the disk full.
        expect(readdirSync(at('data disk', 'data', 'work'))).toEqual([]);
      }
      data?.remount('size=400m');
      const ended = await run('data disk/data', 'out');
      expect([ended.code, mashupFolders(at('out'))]).toEqual([0, [expect.stringMatching(/^song/)]]);
      const { badBlobs, tracks, clips } = await readData(at('data disk', 'data'));
      expect([badBlobs, clips.length]).toEqual([[], 2]);
      expect(tracks.map(({ complete }) => complete)).toEqual([true, true]);
    },
  );

  it.skipIf(!out || !data)('where the results go leaves no mashup that looks whole', async () => {
    expectFull(await run('data disk/data', 'out disk/out'), /results in out disk\/out \(\d+ MB free\)/);
    expect(readdirSync(at('out disk', 'out'))).toEqual([]);
    out?.remount('size=100m');
    const ended = await run('data disk/data', 'out disk/out');
    expect(ended.code).toBe(0);
    expect(mashupFolders(at('out disk', 'out'))).toHaveLength(1);
  });
});

describe.skipIf(process.platform === 'win32')('a limit of the size of files', () => {
  it('is a full disk too, to the programs that are run as well', async () => {
    const ended = await runProgram(
      ['run', 'music', '--data', 'limited', '--out', 'limited out', '--top', '0'],
      { cwd: at(), fileLimit: 3072 },
    );
    expect([ended.code, ended.stderr]).toEqual([
      1,
      expect.stringMatching(/file size limit.*run again.*\(disk-full\)\n$/) as string,
    ]);
    expect((await readData(at('limited'))).badBlobs).toEqual([]);
  });
});
