import { describe, expect, it } from 'vitest';
import { pressedRows } from '../../../src/audio/semitones/pressedRows.js';
import {
  frequencyOf,
  lowestSemitone,
  rowTimes,
  semitones,
} from '../../../src/audio/semitones/semitoneGrid.js';
import { semitoneRows } from '../../../src/audio/semitones/semitoneRows.js';

const rate = 44_100;
const beats = [0.5, 1, 1.5, 2.1];

function tone(pitch: number, amplitude = 0.5, seconds = 3): Float32Array {
  const step = (2 * Math.PI * frequencyOf(pitch)) / rate;
  return Float32Array.from({ length: seconds * rate }, (_, i) => amplitude * Math.sin(i * step));
}
const strongest = (row: Float32Array): number => lowestSemitone + row.indexOf(Math.max(...row));

describe('rowTimes', () => {
  it('are the middles of quarters of beats', () => {
    const times = rowTimes(beats);
    expect(times).toHaveLength(12);
    expect(times[0]).toBeCloseTo(0.5625, 9);
    expect(times[8]).toBeCloseTo(1.575, 9);
  });
});

describe('semitoneRows', () => {
  it.each([36, 43, 57, 69, 84, 96])('hears pitch %i where it is', (pitch) => {
    const rows = semitoneRows(tone(pitch), beats);
    expect(rows).toHaveLength(12 * semitones);
    for (let row = 0; row < 12; row += 1)
      expect(strongest(rows.subarray(row * semitones, (row + 1) * semitones))).toBe(pitch);
  });

  it('hears a pure tone about as strongly wherever it is, and twice as strongly where it is twice as loud', () => {
    const at = (pitch: number, amplitude = 0.5): number =>
      semitoneRows(tone(pitch, amplitude), beats)[pitch - lowestSemitone];
    for (const pitch of [48, 60, 72, 84]) expect(at(pitch) / at(66)).toBeGreaterThan(0.4);
    for (const pitch of [48, 60, 72, 84]) expect(at(pitch) / at(66)).toBeLessThan(2.5);
    expect(at(60, 0.5) / at(60, 0.25)).toBeCloseTo(2, 3);
  });

  it('follows the tuning of the music', () => {
    const rows = semitoneRows(tone(69.4), beats, { tuning: 40 });
    expect(strongest(rows.subarray(0, semitones))).toBe(69);
    expect(rows[69 - lowestSemitone] / rows[70 - lowestSemitone]).toBeGreaterThan(3);
  });

  it('of silence, and beyond the signal, is 0', () => {
    expect(semitoneRows(new Float32Array(rate), beats).every((x) => x === 0)).toBe(true);
    expect(semitoneRows(tone(60, 0.5, 1), [5, 6]).every((x) => x === 0)).toBe(true);
  });
});

describe('pressedRows', () => {
  it('is relative to what is loud, but for single moments', () => {
    const rows = new Float32Array(100 * semitones).fill(0.1);
    expect(pressedRows(rows)[0]).toBeCloseTo(Math.log(31), 5);
    rows[5 * semitones] = 100;
    expect(pressedRows(rows)[0]).toBeCloseTo(Math.log(31), 5);
    expect(pressedRows(new Float32Array(10 * semitones)).every((x) => x === 0)).toBe(true);
  });
});
