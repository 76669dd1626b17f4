import { mkdir, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { cc0Pieces, renderedPieces } from '../../bench/trueShift/pieces.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';

const inFolder = temporaryDirectory();

async function writeWindow(name: string, composition: string, stems: readonly string[]): Promise<void> {
  await mkdir(inFolder(name));
  for (const stem of stems) await writeFile(inFolder(name, `${stem}.flac`), '');
  await writeFile(inFolder(name, 'mash.json'), JSON.stringify({ bpm: 120, meter: 4 }));
  await writeFile(inFolder(name, 'song.json'), JSON.stringify({ composition, bars: 8 }));
}

it('a rendered composition is asked by its first window that has a voice and a harmony, all of its beats', async () => {
  const whole = ['vocals', 'drums', 'bass', 'other'];
  await writeWindow('a_0', 'a', ['vocals', 'drums', 'other']);
  await writeWindow('a_1', 'a', whole);
  await writeWindow('a_2', 'a', whole);
  await writeWindow('b_0', 'b', whole);
  const pieces = await renderedPieces(inFolder());
  expect(pieces.map(({ name, song }) => [name, song])).toEqual([
    ['a_1', 'a'],
    ['b_0', 'b'],
  ]);
  expect(pieces[0].units.map((beats) => [beats.length, beats[0], beats.at(-1)])).toEqual([[33, 0, 16]]);
});

it('a CC0 song has three units, one after the other', () => {
  for (const { units } of cc0Pieces) {
    expect(units.map(({ length }) => length)).toEqual([65, 65, 65]);
    expect(units[1][0]).toBe(units[0].at(-1));
    expect(units[2][0]).toBe(units[1].at(-1));
  }
});
