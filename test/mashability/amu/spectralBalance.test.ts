import { describe, expect, it } from 'vitest';
import { flatness } from '../../../src/mashability/amu/flatness.js';
import { prepareStem } from '../../../src/mashability/features/prepareStem.js';
import { spectralBalance } from '../../../src/mashability/amu/spectralBalance.js';
import { randomFeatures } from './randomFeatures.js';
import { randomFrom } from '../../../src/domain/random.js';

describe('flatness', () => {
  it('is 1 where flat and 0.5286 where one band has all', () => {
    expect(flatness(2, 2, 2)).toBeCloseTo(1, 12);
    for (const band of [0, 1, 2]) {
      const [low, middle, high] = [0, 1, 2].map((i) => (i === band ? 7 : 0));
      expect(flatness(low, middle, high)).toBeCloseTo(0.5286, 4);
    }
  });
  it('is 0 for silence', () => expect(flatness(0, 0, 0)).toBe(0));
});

describe('spectralBalance', () => {
  it('weighs base and window together: two lopsided stems complete each other', () => {
    const random = randomFrom('balance');
    const rows = (beats: number, row: readonly number[]) =>
      Float32Array.from({ length: beats * 3 }, (_, i) => row[i % 3]);
    const low = prepareStem({ ...randomFeatures(random, 4), bands: rows(4, [3, 0, 1]) });
    const high = prepareStem({ ...randomFeatures(random, 6), bands: rows(6, [0, 3, 2]) });
    expect([...spectralBalance(low, high)]).toEqual([1, 1, 1]);
  });
});
