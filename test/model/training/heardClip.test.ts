import { expect, test } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import { heardClip } from '../../../src/model/training/heardClip.js';
import { mixBatch } from '../../../src/model/training/mixBatch.js';
import { framesOf, melStep } from '../../../src/model/training/mixClip.js';
import { pairParts } from '../../../src/model/training/pairParts.js';
import { mixClips } from '../../support/mixClips.js';

const frames = 32;
const clips = mixClips({ songs: 6, frames, semitones: true });
const [clip] = clips;

test('mel is as it was', () => {
  const { semitones, ...mel } = clip;
  expect(semitones).toBeDefined();
  expect(heardClip(clip)).toEqual(mel);
});

test('semitones move by two rows a semitone, and both are channels of one', () => {
  const rows = heardClip(clip, 'semitones');
  const both = heardClip(clip, 'both');
  for (const heard of [rows, both]) expect(framesOf(heard)).toBe(frames);
  expect(both.percussion).toHaveLength(2 * frames * 128);
  for (const shift of [-3, 0, 2]) {
    const own = rows.harmonic.get(shift)!;
    const two = both.harmonic.get(shift)!;
    for (const [frame, row] of [[0, 0] as const, [5, 40] as const, [31, 127] as const]) {
      const at = frame * 128 + row;
      expect(own[at]).toBe(clip.semitones?.harmonic[frame * 140 + row + 6 - 2 * shift]);
      expect([two[2 * at], two[2 * at + 1]]).toEqual([clip.harmonic.get(shift)?.[at], own[at]]);
    }
  }
});

test('examples without semitones are refused with what to do', () => {
  const [older] = mixClips({ songs: 1, frames });
  expect(heardClip(older)).toEqual(older);
  expect(() => heardClip(older, 'both')).toThrow(/song 0 holds mel spectrograms alone.*--input mel/);
});

test('batches and pairs of both have in each channel what they have of it alone', () => {
  const batchOf = (input: 'mel' | 'semitones' | 'both') =>
    mixBatch(
      clips.map((each) => heardClip(each, input)),
      { songs: 4, beats: 1, jitter: true },
      randomFrom('test'),
    )!;
  const [mel, semitones, both] = [batchOf('mel'), batchOf('semitones'), batchOf('both')];
  expect([mel.channels, both.channels]).toEqual([1, 2]);
  for (const role of ['vocal', 'harmonic', 'percussion'] as const) {
    expect(both.parts[role].filter((_, i) => i % 2 === 0)).toEqual(mel.parts[role]);
    expect(both.parts[role].filter((_, i) => i % 2 === 1)).toEqual(semitones.parts[role]);
  }
  const heard = clips.map((each) => heardClip(each, 'both'));
  const pairs = pairParts(heard, 16);
  expect([pairs.frames, pairs.channels]).toEqual([16, 2]);
  expect(pairs.parts.percussion).toHaveLength(clips.length * 16 * 256);
  expect(pairs.parts.percussion[5]).toBeCloseTo(heard[0].percussion[5] * melStep, 5);
});
