import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import LibsqlDatabase from 'libsql';
import { runProgram, type Ended } from '../support/builtProgram.js';
import { readData } from '../support/dataFolder.js';
import { clipOf } from '../support/clips.js';
import { openState } from '../../src/cli/runtime/wiring/openState.js';
import { makeStemSong } from '../support/stemSongs.js';
import { mountSmall } from '../support/mountSmall.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';

const at = temporaryDirectory();
const run = (data: string, out: string): Promise<Ended> =>
  runProgram(['run', 'music', '--data', data, '--out', out], { cwd: at() });

/** Exit code 1, one clear line, nothing of the program's inside, nothing done. */
function expectRefusal({ code, stdout, stderr }: Ended, reason: RegExp): void {
  expect(stderr).toMatch(reason);
  expect(
    stderr
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('npm ')),
  ).toHaveLength(1);
  expect([code, stdout]).toEqual([1, '']);
}

/** A data folder that was in use; the path of its database. */
async function usedFolder(name: string): Promise<string> {
  const state = openState(at(name), 'run');
  for (let n = 0; n < 200; n++) await state.catalogue.putClip(clipOf(`clip ${n}`));
  await state.blobs.putBytes('clips/clip 0/vocal.flac', new Uint8Array(10));
  await state.close();
  return at(name, 'mashstream.db');
}

/** Puts nonsense over a piece of a file. */
function overwrite(path: string, from: number, length: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(length, 'nonsense'), 0, length, from);
  closeSync(file);
}

beforeAll(() => {
  makeStemSong(at('music', 'song'));
  writeFileSync(at('file'), 'I am a file.');
});

describe('a database that is no good', () => {
  const damages: readonly (readonly [string, (path: string) => void, RegExp])[] = [
    [
      'of no bytes',
      (path) => truncateSync(path, 0),
      /is empty though stems lie beside it.*delete it to begin anew/,
    ],
    ['cut off', (path) => truncateSync(path, 30_000), /damaged.*move it away to begin anew/],
    ['that is something else', (path) => overwrite(path, 0, 4096), /is not a database\. Move it away/],
    [
      'of a newer version',
      (path) => {
        const db = new LibsqlDatabase(path);
        db.exec('PRAGMA user_version = 99');
        db.close();
      },
      /made by a newer version.*Update the program, or choose another data folder/,
    ],
  ];

  it.each(damages)('%s: a run and a look are refused, and say what to do', async (name, damage, reason) => {
    const path = await usedFolder(`data ${name}`);
    damage(path);
    expectRefusal(await run(`data ${name}`, 'out'), reason);
    const looked = await runProgram(['watch', '--once', '--data', `data ${name}`], { cwd: at() });
    expectRefusal(looked, reason);
  });

  it('with a page of nonsense stops the run as soon as it is met', async () => {
    const path = await usedFolder('data nonsense');
    overwrite(path, 4096, 20 * 4096);
    expectRefusal(await run('data nonsense', 'out'), /damaged.*move it away to begin anew/);
  });

  it('begins anew when it is moved away, as the message says', async () => {
    rmSync(at('data cut off', 'mashstream.db'));
    const ended = await runProgram(['run', 'music', '--data', 'data cut off', '--top', '0'], { cwd: at() });
    expect(ended.code).toBe(0);
    const data = await readData(at('data cut off'));
    expect(data.tracks.map(({ complete }) => complete)).toEqual([true]);
    expect(data.badBlobs).toEqual([]);
  });
});

describe('folders that cannot be', () => {
  const readOnly = forbid(at('locked'));

  it.each([
    ['data that is a file', 'file', 'out', /Making the data folder .*file.*Choose another with --data/],
    ['data below a file', 'file/data', 'out', /Making the data folder .*file.*Choose another with --data/],
    ['out that is a file', 'data', 'file', /folder for results.*is a file.*Choose another with --out/],
    ['out below a file', 'data', 'file/out', /folder for results.*is a file.*Choose another with --out/],
  ])('%s', async (_, data, out, reason) => {
    expectRefusal(await run(data, out), reason);
  });

  it.skipIf(!readOnly)(
    'that may not be written to (needs root to mount it, or a user who is not)',
    async () => {
      expectRefusal(
        await run('locked', 'out'),
        /locked\/run\.lock.*(?:Check that its folder|cannot be written)/,
      );
      expectRefusal(await run('locked/data', 'out'), /Making the data folder .*locked\/data.*--data/);
      expectRefusal(await run('data', 'locked'), /folder for results.*cannot be written.*--out/);
      expectRefusal(await run('data', 'locked/out'), /folder for results.*cannot be written.*--out/);
    },
  );
});

/** A folder in which nothing can be made: read only to root, forbidden to others. */
function forbid(path: string): boolean {
  if (process.getuid?.() !== 0) {
    mkdirSync(path);
    chmodSync(path, 0o555);
    return process.platform !== 'win32';
  }
  const disk = mountSmall(path, 1);
  disk?.remount('ro');
  return disk !== undefined;
}

describe('a sidecar file that is no good', () => {
  it('is named with what is wrong, and the other song is done', async () => {
    writeFileSync(at('music', 'song', 'mash.json'), '{"bpm": "fast", "tempo": 3}');
    makeStemSong(at('music', 'other'), { semitones: 1 });
    const ended = await run('sidecar data', 'out');
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(
      /1 failed:\n- .*music\/song: .*mash\.json: .*"bpm".*"tempo".*Mend or remove/,
    );
    const { tracks } = await readData(at('sidecar data'));
    expect(tracks.map(({ source, complete }) => [source.uri.split('/').at(-2), complete])).toEqual([
      ['other', true],
    ]);
  });
});
