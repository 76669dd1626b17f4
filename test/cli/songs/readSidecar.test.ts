import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readSidecar } from '../../../src/cli/songs/readSidecar.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mashstream-sidecar-'));
  path = join(folder, 'song.mash.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const reading = (content: unknown) => {
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return readSidecar(path);
};

it('reads every field, keys by name or Camelot code', async () => {
  const facts = { bpm: 92.5, meter: 3, firstDownbeat: 0.42, title: 'T', artist: 'A', licence: 'CC0 1.0' };
  expect(await reading({ ...facts, key: 'F# minor', exclude: ['percussion'] })).toEqual({
    ...facts,
    key: { tonic: 6, mode: 'minor' },
    exclude: ['percussion'],
  });
  const times = { beats: [0, 0.5, 1, 1.5], downbeats: [0] };
  expect(await reading(times)).toEqual(times);
  expect(await reading({ key: '8A' })).toEqual({ key: { tonic: 9, mode: 'minor' } });
});

it('is undefined where there is none', async () => {
  expect(await readSidecar(path)).toBeUndefined();
});

it('names the file and every wrong field', async () => {
  const wrong = reading({ key: 'H dur', bpm: '92', meter: 5, tempo: 92 });
  await expect(wrong).rejects.toMatchObject({ code: 'bad-config', context: { path } });
  for (const part of [path, '"key": is not a key', '"bpm": ', '"meter": ', 'no field "tempo" (fields: title'])
    await expect(wrong).rejects.toThrow(part);
});

it('names five problems of many, in plain words', async () => {
  const wrong = { bpm: 'x', key: 1, meter: 5, firstDownbeat: -1, title: 2, artist: 3, licence: 4 };
  await expect(reading({ ...wrong, exclude: Array(400_000).fill(0) })).rejects.toThrow(
    /: "title": must be text; "artist": must be text; "licence": must be text; "bpm": must be a number; "key": must be text; and 3 more\. Mend/,
  );
  await expect(reading({ exclude: Array(400_000).fill(0) })).rejects.toThrow(/must have at most 16 entries/);
  const many = Array.from({ length: 30_000 }, (_, i) => [`field ${i}`, 1]);
  const refusal = reading(Object.fromEntries(many));
  await expect(refusal).rejects.toThrow(/"field 4" nor 29995 others \(fields: title/);
  await expect(reading('['.repeat(400_000) + ']'.repeat(400_000))).rejects.toThrow(/it must be an object/);
});

it('names the file when it is not JSON, no object, or cannot be read', async () => {
  await expect(reading('{bpm: 92}')).rejects.toThrow(path);
  await expect(reading('[]')).rejects.toMatchObject({ code: 'bad-config' });
  rmSync(path);
  mkdirSync(path);
  await expect(readSidecar(path)).rejects.toThrow(/no regular file/);
  rmSync(path, { recursive: true });
  writeFileSync(path, ' '.repeat(2_000_000));
  await expect(readSidecar(path)).rejects.toThrow(/2000000 bytes/);
});

it.skipIf(process.platform === 'win32')('does not wait at a pipe', async () => {
  execFileSync('mkfifo', [path]);
  await expect(readSidecar(path)).rejects.toThrow(/no regular file/);
});
