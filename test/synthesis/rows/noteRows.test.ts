import { expect, it } from 'vitest';
import { frequencyOf, rowTimes, semitones } from '../../../src/audio/semitones/semitoneGrid.js';
import { semitoneRows } from '../../../src/audio/semitones/semitoneRows.js';
import { addNoteRows, type SoundedNote } from '../../../src/synthesis/rows/noteRows.js';

const rate = 44_100;
const beats = Array.from({ length: 9 }, (_, i) => i * 0.5);
const times = rowTimes(beats);

/** The notes as audio. */
function sounded(notes: readonly SoundedNote[]): Float32Array {
  const out = new Float32Array(4 * rate);
  for (const { from, to, partials, decay } of notes)
    for (const { pitch, gain } of partials)
      for (let i = Math.round(from * rate); i < Math.min(out.length, to * rate); i += 1) {
        const died = decay === undefined ? 1 : Math.exp(-(i / rate - from) / decay);
        out[i] += gain * died * Math.sin((2 * Math.PI * frequencyOf(pitch) * i) / rate + pitch);
      }
  return out;
}

function rowsOf(notes: readonly SoundedNote[]): Float32Array {
  const out = new Float32Array(times.length * semitones);
  addNoteRows(out, times, notes);
  return out.map(Math.sqrt);
}

function correlation(a: Float32Array, b: Float32Array): number {
  const [meanA, meanB] = [a, b].map((x) => x.reduce((sum, y) => sum + y, 0) / x.length);
  let [ab, aa, bb] = [0, 0, 0];
  for (const [i, x] of a.entries()) {
    ab += (x - meanA) * (b[i] - meanB);
    aa += (x - meanA) ** 2;
    bb += (b[i] - meanB) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

const harmonic = (pitch: number, count: number): SoundedNote['partials'] =>
  Array.from({ length: count }, (_, k) => ({ pitch: pitch + 12 * Math.log2(k + 1), gain: 0.3 / (k + 1) }));

it('is what is heard of the same notes as sound', () => {
  const tune = [60, 64, 67, 72, 71, 69, 65, 62].map((pitch, i): SoundedNote => {
    return { from: 0.1 + i * 0.45, to: 0.1 + i * 0.45 + 0.4, partials: harmonic(pitch, 6) };
  });
  const bass = [36, 43].map((pitch, i): SoundedNote => {
    return { from: i * 2, to: i * 2 + 1.9, partials: harmonic(pitch, 4), decay: 0.8 };
  });
  for (const notes of [tune, bass, [...tune, ...bass]]) {
    const [made, heard] = [rowsOf(notes), semitoneRows(sounded(notes), beats)];
    expect(correlation(made, heard)).toBeGreaterThan(0.97);
    const ratio = heard.reduce((a, b) => a + b, 0) / made.reduce((a, b) => a + b, 0);
    // Tones that lie within one window beat against each other, and notes that begin at once click.
    expect(ratio).toBeGreaterThan(0.85);
    expect(ratio).toBeLessThan(1.3);
  }
});

it('does not depend on the order of the notes, and leaves out what lies beyond the range', () => {
  const notes = [0, 1, 2].map((i): SoundedNote => ({ from: i, to: i + 0.5, partials: harmonic(50 + i, 3) }));
  expect(rowsOf(notes.toReversed())).toEqual(rowsOf(notes));
  expect(
    rowsOf([
      {
        from: 0,
        to: 3,
        partials: [
          { pitch: 20, gain: 1 },
          { pitch: 120, gain: 1 },
        ],
      },
    ]),
  ).toEqual(rowsOf([]));
});
