import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanSongs } from '../../../src/cli/songs/scanSongs.js';

let root: string;
beforeEach(() => (root = realpathSync(mkdtempSync(join(tmpdir(), 'mashstream-scan-')))));
afterEach(() => rmSync(root, { recursive: true }));

const put = (...names: string[]) =>
  names.forEach((name) => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), 'x');
  });
const found = async (skip: string[] = []) => {
  const { songs, problems } = await scanSongs([root], { skip: skip.map((name) => join(root, name)) });
  return { songs, problems, paths: songs.map(({ path }) => relative(root, path)) };
};

describe('scanSongs', () => {
  it('finds audio and video below a folder, in one order, and nothing else', async () => {
    put('b.mp3', 'a/z.FLAC', 'a/y.opus', 'film.mkv', 'cover.jpg', 'list.m3u', 'b.mash.json', 'notes.txt');
    put('.hidden.mp3', '.cache/c.mp3', 'a/.DS_Store');
    expect((await found()).paths).toEqual(['a/y.opus', 'a/z.FLAC', 'b.mp3', 'film.mkv']);
  });

  it('takes any name: newline, quote, emoji, leading dash', async () => {
    const names = ['-version.mp3', 'a "quoted" one.mp3', 'new\nline.mp3', '🎵.mp3'];
    put(...names);
    expect((await found()).paths).toEqual(names);
  });

  it('ends on links in circles, follows links to songs, and names links to nowhere', async () => {
    put('album/one.mp3');
    symlinkSync(root, join(root, 'album/up'));
    symlinkSync(join(root, 'album'), join(root, 'again'));
    symlinkSync('album/one.mp3', join(root, 'linked.mp3'));
    symlinkSync('gone.mp3', join(root, 'dangling.mp3'));
    const { paths, problems } = await found();
    expect(paths).toEqual(['again/one.mp3', 'linked.mp3']);
    expect(problems.map(({ path }) => relative(root, path))).toEqual(['dangling.mp3']);
  });

  it('names a pipe that is called like a song, and passes over one that is not', async () => {
    put('one.mp3');
    for (const name of ['two.mp3', 'pipe', 'fifo.tmp'])
      expect(spawnSync('mkfifo', [join(root, name)]).status).toBe(0);
    const { paths, problems } = await found();
    expect(paths).toEqual(['one.mp3']);
    expect(problems.map(({ path, reason }) => `${relative(root, path)}: ${reason}`)).toEqual([
      'two.mp3: it is no regular file but a pipe, a socket or a device',
    ]);
  });

  it('goes on where a folder cannot be read', async () => {
    put('one.mp3');
    // A folder that root cannot read either: its name is longer than a path may be when followed.
    symlinkSync('x'.repeat(300), join(root, 'unreadable'));
    const { paths, problems } = await found();
    expect(paths).toEqual(['one.mp3']);
    expect(problems).toHaveLength(1);
    expect(problems[0].reason).toMatch('ENAMETOOLONG');
  });

  it('does not enter our own results', async () => {
    put('one.mp3', 'out/mix.flac', 'data/x.wav');
    expect((await found(['out', 'data', 'not-there-yet'])).paths).toEqual(['one.mp3']);
  });

  it('takes a folder with two or more stems for one track, its sums for part of it, other songs for songs', async () => {
    put('T/vocals.ogg', 'T/Drums.wav', 'T/drums.flac', 'T/mixture.wav', 'T/encore.mp3', 'T/disc 2/two.mp3');
    const { songs, paths } = await found();
    expect(paths).toEqual(['T', 'T/disc 2/two.mp3', 'T/encore.mp3']);
    expect(songs[0]).toEqual({
      kind: 'stems',
      path: join(root, 'T'),
      stems: { vocals: join(root, 'T/vocals.ogg'), drums: join(root, 'T/drums.flac') },
    });
  });

  it('does not take a song that is called like a stem for a track', async () => {
    put('vocals.mp3', 'other songs.mp3');
    expect((await found()).paths).toEqual(['other songs.mp3', 'vocals.mp3']);
  });

  it('takes named files as they are and refuses names of nothing', async () => {
    put('.x', 'y.bin');
    const { songs } = await scanSongs([join(root, '.x'), join(root, 'y.bin')]);
    expect(songs).toHaveLength(2);
    await expect(scanSongs([join(root, 'nope')])).rejects.toMatchObject({ code: 'not-found' });
    symlinkSync(join(root, 'circle'), join(root, 'circle'));
    await expect(scanSongs([join(root, 'circle')])).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(/circle cannot be looked at: .*ELOOP/) as string,
    });
  });
});
