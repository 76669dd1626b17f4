import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sourcePath } from '../../../src/adapters/ffmpeg/sourcePath.js';
import { trackMessageOf } from '../../../src/cli/songs/trackMessageOf.js';
import { trackMessageSchema } from '../../../src/domain/track.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mashstream-track-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, content: string, seconds = 1000) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  utimesSync(path, seconds, seconds);
  return path;
};
/** As it arrives on the other side of the topic. */
const arrived = async (song: Parameters<typeof trackMessageOf>[0]) => {
  const { key, message } = await trackMessageOf(song);
  return { key, value: trackMessageSchema.parse(JSON.parse(JSON.stringify(message))) };
};

it('says where a song is and how it can be told from a changed one', async () => {
  const path = put('50% é #1.mp3', 'abc');
  const { key, value } = await arrived({ kind: 'mix', path });
  expect(key).toBe(pathToFileURL(path).href);
  expect(value).toEqual({ schema: 1, uri: path, fingerprint: { size: 3, mtimeMs: 1_000_000 } });
});

it('carries what the sidecar of the song says', async () => {
  const path = put('song.mp3', 'abc');
  put(
    'song.mash.json',
    '{"key": "Am", "firstDownbeat": 0.5, "title": "T", "licence": "CC0", "exclude": ["vocal"]}',
  );
  const { value } = await arrived({ kind: 'mix', path });
  expect(value).toMatchObject({
    given: { key: { tonic: 9, mode: 'minor' }, firstDownbeat: 0.5, exclude: ['vocal'] },
    title: 'T',
    licence: 'CC0',
  });
});

it('names the stems of a folder, with its sidecar and the fingerprint of all', async () => {
  const stems = { vocals: put('vocals.ogg', 'abc', 1000), drums: put('drums.ogg', 'defgh', 3000) };
  put('mash.json', '{"bpm": 130}');
  const { key, value } = await arrived({ kind: 'stems', path: folder, stems });
  expect(key).toBe(pathToFileURL(folder).href);
  expect(value).toEqual({
    schema: 1,
    stems,
    given: { bpm: 130 },
    fingerprint: { size: 8, mtimeMs: 3_000_000 },
  });
});

it('names files by addresses where their names hold what no message may', async () => {
  const path = put('new\nline \u009b.mp3', 'abc');
  const { value } = await arrived({ kind: 'mix', path });
  expect(value.uri).toBe(pathToFileURL(path).href);
  expect(sourcePath(value.uri ?? '')).toBe(path);
  const parts = await arrived({ kind: 'parts', path, stems: { vocals: path, drums: put('d.wav', 'x') } });
  expect(parts.value.stems).toEqual({ vocals: pathToFileURL(path).href, drums: join(folder, 'd.wav') });
});

it('refuses what would be too much for a message', async () => {
  const path = put('song.mp3', 'abc');
  put('song.mash.json', JSON.stringify({ title: 'x'.repeat(1_048_550) }));
  const song = { kind: 'mix', path } as const;
  await expect(trackMessageOf(song)).rejects.toMatchObject({ code: 'bad-message' });
  await expect(trackMessageOf(song)).rejects.toThrow(
    /song\.mp3": what is said of it has 1048\d{3} bytes.*sidecar/,
  );
});

it('says which file cannot be looked at', async () => {
  const path = join(folder, 'gone.mp3');
  await expect(trackMessageOf({ kind: 'mix', path })).rejects.toMatchObject({ code: 'unreadable' });
  await expect(trackMessageOf({ kind: 'mix', path })).rejects.toThrow(path);
});
