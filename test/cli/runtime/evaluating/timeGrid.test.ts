import { mkdir, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { lacksBeats, timeGrid } from '../../../../src/cli/runtime/evaluating/timeGrid.js';
import { correctionsSchema } from '../../../../src/cli/songs/correctionsSchema.js';
import type { Song } from '../../../../src/cli/songs/song.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();

async function stemsWith(name: string, truth: unknown): Promise<Song> {
  await mkdir(at(name), { recursive: true });
  if (truth !== undefined) await writeFile(at(`${name}/mash.json`), JSON.stringify(truth));
  return { kind: 'stems', path: at(name), stems: { vocals: at(`${name}/vocals.wav`) } };
}

it('is wanted by ready stems whose truth says nothing of beats', async () => {
  expect(await lacksBeats(await stemsWith('key only', { key: 'C major' }))).toBe(true);
  expect(await lacksBeats(await stemsWith('nothing told', {}))).toBe(true);
});

it('is not wanted where beats are told, or where there is no truth, or no ready stems', async () => {
  expect(await lacksBeats(await stemsWith('tempo', { bpm: 92 }))).toBe(false);
  expect(await lacksBeats(await stemsWith('beats', { beats: [0, 0.5] }))).toBe(false);
  expect(await lacksBeats(await stemsWith('no truth', undefined))).toBe(false);
  expect(await lacksBeats({ kind: 'mix', path: at('song.mp3') })).toBe(false);
});

it('lasts as long as the longest song, in half seconds', () => {
  const grid = timeGrid(900);
  expect([grid.beats?.length, grid.beats?.at(-1), grid.bpm, grid.meter]).toEqual([1801, 900, 120, 4]);
  expect(correctionsSchema.safeParse({ beats: grid.beats }).success).toBe(true);
});
