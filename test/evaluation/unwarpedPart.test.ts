import { expect, it } from 'vitest';
import { unwarpedBars, unwarpedFeatures, unwarpedRows } from '../../src/evaluation/unwarpedPart.js';
import { clipOf } from '../support/clips.js';

const seed = clipOf('seed', { bpm: 120 });
const onsets = new Float32Array(64 * 24);
// A stroke on each beat.
for (let beat = 0; beat < 64; beat += 1) onsets[beat * 24] = 1;
const features = {
  beats: 64,
  chroma: new Float32Array(64 * 12).fill(1),
  onsets,
  bands: new Float32Array(64 * 3),
};

/** Subdivisions with strokes, of the first three beats. */
const strokes = (of: Float32Array): number[] =>
  Array.from({ length: 36 }, (_, cell) => cell).filter((cell) => of[cell * 2] > 0);

it('plays at its own speed, its first downbeat moved', () => {
  const clip = clipOf('part', { bpm: 160 });
  // Strokes every 3/8 s, from an eighth of a second after the first beat on; a beat has half a second.
  expect(strokes(unwarpedFeatures(features, { clip, seed, offset: 0.125 }).onsets)).toEqual([3, 12, 21, 30]);
});

it('is heard on the seed’s beats: rows of semitones as well', () => {
  const clip = clipOf('part', { bpm: 160 });
  /** The number of the row, from 1 on, in every semitone. */
  const rows = Uint8Array.from({ length: 256 * 61 }, (_, i) => Math.min(255, 1 + Math.floor(i / 61)));
  const played = unwarpedRows({ beats: 64, rows }, { clip, seed, offset: 0.3875 });
  expect([played.beats, played.rows.length]).toEqual([48, 48 * 4 * 61]);
  const first = [...played.rows].filter((_, i) => i % 61 === 7).slice(0, 12);
  // A row of the seed lasts for 4/3 of the part's; these begin a little after the seed's third one.
  expect(first).toEqual([0, 0, 0, 1, 2, 4, 5, 6, 8, 9, 10, 12]);
});

it('lasts as long as the part does, in whole bars', () => {
  const part = { clip: clipOf('part', { bpm: 160 }), seed, offset: 0 };
  // 64 beats at 160 bpm are 24 s: twelve bars of two seconds.
  expect(unwarpedBars(part)).toBe(12);
  expect(unwarpedBars({ ...part, offset: -0.5 })).toBe(11);
  expect(unwarpedFeatures(features, part).beats).toBe(48);
});
