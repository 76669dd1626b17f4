import { expect, it } from 'vitest';
import type { HeardRows } from '../../src/audio/semitones/heardRows.js';
import { pressedRows } from '../../src/audio/semitones/pressedRows.js';
import { rowBytes } from '../../src/audio/semitones/rowBytes.js';
import { rowsWithLeak } from '../../src/evaluation/rowsWithLeak.js';

/** One tone in all rows of a part, of so many beats. */
const toneAt = (semitone: number, beats = 4, amplitude = 1): Float32Array =>
  Float32Array.from({ length: beats * 4 * 61 }, (_, i) => (i % 61 === semitone ? amplitude : 0));
const heard = (rows: Float32Array): HeardRows => ({
  beats: rows.length / 244,
  rows: rowBytes(pressedRows(rows)),
});
const row = ({ rows }: HeardRows, n: number): readonly number[] => [...rows.subarray(n * 61, (n + 1) * 61)];
/** Bytes of amplitudes that are relative to what is loud. */
const bytes = (x: number): number => Math.round(60 * Math.log1p(30 * x));
/** Amplitude of a leak at semitone 20 that has as much power, and is 12 dB less, than a tone of 1 at semitone 10, whose band is narrower. */
const below = 10 ** (-12 / 20) / Math.sqrt(2 ** (10 / 12));

it('adds a leak so far below the part, however loud each was', () => {
  const [part, voice] = [heard(toneAt(10, 4, 0.01)), heard(toneAt(20, 4, 3))];
  const leaky = rowsWithLeak(part, { from: voice, level: -12, shift: 0 });
  expect(leaky.beats).toBe(4);
  for (const n of [0, 15]) {
    expect(row(leaky, n)[10]).toBe(bytes(1));
    expect(row(leaky, n)[20]).toBe(bytes(below));
    expect(row(leaky, n).filter((x) => x > 0)).toHaveLength(2);
  }
});

it('adds powers, relative to what is loud then', () => {
  const part = toneAt(10);
  part[4 * 61 + 30] = 0.5;
  const leaky = rowsWithLeak(heard(part), { from: heard(toneAt(10)), level: 0, shift: 0 });
  expect(Math.abs(row(leaky, 0)[10] - bytes(1))).toBeLessThanOrEqual(1);
  // Beside a tone whose power is about twice what it was.
  expect(Math.abs(row(leaky, 4)[30] - bytes(0.5 / Math.SQRT2))).toBeLessThanOrEqual(1);
});

it('is heard at its own pitch once the part is shifted', () => {
  const [part, voice] = [heard(toneAt(10)), heard(toneAt(20))];
  const loudestOther = (shift: number): number => {
    const leaky = row(rowsWithLeak(part, { from: voice, level: -6, shift }), 0);
    return leaky.findIndex((x, i) => x > 0 && i !== 10);
  };
  expect([loudestOther(3), loudestOther(-3)]).toEqual([17, 23]);
  // Nothing comes round from the other end of the range.
  const high = rowsWithLeak(part, { from: heard(toneAt(60)), level: -6, shift: -3 });
  expect(high).toEqual(part);
});

it('does not count pauses of what leaks', () => {
  const sung = toneAt(20, 4);
  sung.fill(0, 61 * 6);
  const leaky = rowsWithLeak(heard(toneAt(10)), { from: heard(sung), level: -12, shift: 0 });
  expect(row(leaky, 0)[20]).toBe(bytes(below));
});

it('leaves a part as it is where nothing leaks, and past the end of what leaks', () => {
  const part = heard(toneAt(10));
  const quiet = { beats: 4, rows: part.rows.map((x) => Math.round(x / 3)) };
  expect(rowsWithLeak(quiet, { from: heard(toneAt(20, 0)), level: -12, shift: 0 })).toEqual(quiet);
  expect(rowsWithLeak(quiet, { from: heard(new Float32Array(976)), level: 0, shift: 0 })).toEqual(quiet);
  const early = rowsWithLeak(part, { from: heard(toneAt(20, 2)), level: -12, shift: 0 });
  expect([row(early, 7)[20] > 0, row(early, 8)[20]]).toEqual([true, 0]);
  const silent = heard(new Float32Array(976));
  expect(rowsWithLeak(silent, { from: part, level: 0, shift: 0 })).toEqual(silent);
});
