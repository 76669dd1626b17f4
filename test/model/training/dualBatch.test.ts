import { expect, test } from 'vitest';
import { semitones } from '../../../src/audio/semitones/semitoneGrid.js';
import { randomFrom } from '../../../src/domain/random.js';
import { dualBatch } from '../../../src/model/training/dualBatch.js';
import type { TrainingWindow } from '../../../src/model/training/trainingSet.js';

const rows = 128;

/** A window that sounds one semitone at all times, its loudness telling the row and the song. */
function window(song: number, relativeMajor: number): TrainingWindow {
  const part = (at: number): Uint8Array => {
    const out = new Uint8Array(rows * semitones);
    for (let row = 0; row < rows; row += 1) out[row * semitones + at] = 100 + row;
    return out;
  };
  return {
    ...{ composition: `song ${song}`, split: 'train', relativeMajor },
    vocal: part(24 + relativeMajor),
    harmonic: part(12 + relativeMajor),
  };
}

const songs = Array.from({ length: 12 }, (_, song) => [window(song, song), window(song, song)]);
const batches = Array.from({ length: 40 }, (_, step) =>
  dualBatch(songs, 12, randomFrom('test', String(step))),
);

/** Where the loudest semitone of a row of a song lies; −1 where it is silent. */
function loudest(part: Float32Array, batch: { readonly rows: number }, song: number, row: number): number {
  const at = (song * batch.rows + row) * semitones;
  const values = part.subarray(at, at + semitones);
  const most = Math.max(...values);
  return most > 0 ? values.indexOf(most) : -1;
}

test('songs are moved so that their tonics lie near C, both parts alike', () => {
  const away = new Set<number>();
  for (const batch of batches)
    for (let song = 0; song < batch.songs; song += 1) {
      const [voice, played] = [loudest(batch.vocal, batch, song, 0), loudest(batch.harmonic, batch, song, 0)];
      expect(voice - played).toBe(12);
      away.add(((voice + 6) % 12) - 6);
    }
  expect([...away].sort((a, b) => a - b)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
});

test('wrong harmonies are the own one in another key, and turned by whole beats', () => {
  for (const batch of batches)
    for (let song = 0; song < batch.songs; song += 1) {
      const own = loudest(batch.harmonic, batch, song, 0);
      for (const part of [batch.wrong[0], batch.wrong[1]]) {
        const moved = loudest(part, batch, song, 0);
        if (moved >= 0) expect((moved - own) % 12).not.toBe(0);
      }
      const level = (part: Float32Array, row: number) => part[(song * batch.rows + row) * semitones + own];
      const step = level(batch.harmonic, 1) - level(batch.harmonic, 0);
      const turned = Math.round((level(batch.wrong[2], 0) - level(batch.harmonic, 0)) / step);
      expect(turned).toBeGreaterThan(0);
      expect(turned % 4).toBe(0);
    }
});

test('a batch holds each composition once, at lengths of 10, 16 and 24 beats', () => {
  expect(new Set(batches.map((batch) => batch.rows))).toEqual(new Set([40, 64, 96]));
  expect(batches.every((batch) => batch.songs === 12)).toBe(true);
  expect(dualBatch(songs, 48, randomFrom('few')).songs).toBe(12);
});

test('the same draws give the same batch, others another', () => {
  const bytes = ({ vocal, harmonic, wrong }: (typeof batches)[number]): Buffer =>
    Buffer.concat([vocal, harmonic, ...wrong].map(({ buffer }) => Buffer.from(buffer)));
  const again = dualBatch(songs, 12, randomFrom('test', '7'));
  expect(bytes(again).equals(bytes(batches[7]))).toBe(true);
  expect(bytes(batches[8]).equals(bytes(again))).toBe(false);
});
