import { describe, expect, test } from 'vitest';
import { chromagram } from '../../../src/audio/key/chromagram.js';
import { spectralPeaks } from '../../../src/audio/key/chromaPeaks.js';
import { tuningOf } from '../../../src/audio/key/chromaTuning.js';

const sampleRate = 11_025;
const options = { sampleRate, size: 4096, hop: 1102, lowest: 40, highest: 3500 };
const chord = (notes: readonly number[], cents: number): Float32Array =>
  Float32Array.from({ length: 3 * sampleRate }, (_, i) =>
    notes.reduce((sum, note) => {
      const hz = 440 * 2 ** ((note - 69 + cents / 100) / 12);
      return sum + 0.2 * Math.sin((2 * Math.PI * hz * i) / sampleRate);
    }, 0),
  );

describe('chromagram', () => {
  test.each([-40, -12, 0, 27, 45])('finds a tuning of %d cents, and the notes all the same', (cents) => {
    const peaks = spectralPeaks(chord([57, 61, 64, 69], cents), options);
    const { tuning, clarity } = tuningOf(peaks);
    expect(Math.abs(tuning - cents)).toBeLessThan(4);
    expect(clarity).toBeGreaterThan(0.9);
    const rows = chromagram(peaks, tuning);
    const middle = rows.subarray(15 * 12, 16 * 12);
    const strongest = [...middle.keys()].sort((a, b) => middle[b] - middle[a]).slice(0, 3);
    // In tune, a note counts in full.
    const untuned = chromagram(peaks, 0).subarray(15 * 12, 16 * 12);
    if (Math.abs(cents) > 20) expect(middle[9]).toBeGreaterThan(1.3 * untuned[9]);
    expect(strongest.sort((a, b) => a - b)).toEqual([1, 4, 9]);
  });

  test('silence has no peaks', () => {
    const peaks = spectralPeaks(new Float32Array(sampleRate), options);
    expect(peaks.pitch).toHaveLength(0);
    expect(tuningOf(peaks)).toEqual({ tuning: 0, clarity: 0 });
    expect(chromagram(peaks, 0).every((x) => x === 0)).toBe(true);
  });
});
