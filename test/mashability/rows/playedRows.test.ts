import { describe, expect, it } from 'vitest';
import type { HeardRows } from '../../../src/audio/semitones/heardRows.js';
import type { Clip } from '../../../src/domain/clip.js';
import { playedRows } from '../../../src/mashability/rows/playedRows.js';
import { clipOf } from '../../support/clips.js';

/** All semitones of a row are its number. */
const all: HeardRows = {
  beats: 64,
  rows: Uint8Array.from({ length: 256 * 61 }, (_, i) => Math.floor(i / 61)),
};
const clip: Clip = { ...clipOf('a'), bars: 12, starts: { vocal: 0, harmonic: 2, percussion: 2 } };
const rowsOf = ({ rows }: HeardRows): readonly number[] => [...rows].filter((_, i) => i % 61 === 60);

describe('playedRows', () => {
  it('takes the bars that are played', () => {
    const played = playedRows(all, { clip, role: 'harmonic' });
    expect(played.beats).toBe(48);
    expect(rowsOf(played)).toEqual(Array.from({ length: 4 * 48 }, (_, row) => 4 * 8 + row));
    expect(playedRows(all, { clip: clipOf('a'), role: 'vocal' })).toEqual(all);
    expect(rowsOf(playedRows(all, { clip, role: 'harmonic', startBar: 3 }))[0]).toBe(4 * 12);
  });

  it('in half time a beat is two, and a row is heard twice', () => {
    const played = playedRows(all, { clip, role: 'harmonic', beatRatio: 2 });
    expect([played.beats, played.rows.length]).toEqual([96, 96 * 4 * 61]);
    expect(rowsOf(played).slice(0, 5)).toEqual([32, 32, 33, 33, 34]);
  });

  it('in double time two beats are one, and a row lies between two', () => {
    const even = { ...all, rows: all.rows.map((x) => x - (x % 4)) };
    const played = playedRows(even, { clip, role: 'harmonic', beatRatio: 0.5 });
    expect([played.beats, played.rows.length]).toEqual([24, 24 * 4 * 61]);
    expect(rowsOf(played).slice(0, 4)).toEqual([32, 32, 36, 36]);
    expect(rowsOf(playedRows(all, { clip, role: 'harmonic', beatRatio: 0.5 }))[1]).toBe(35); // 34 and 35, rounded
  });
});
