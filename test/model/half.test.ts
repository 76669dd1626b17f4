import { describe, expect, it } from 'vitest';
import { fromHalf, fromHalves, toHalf, toHalves } from '../../src/model/half.js';

describe('numbers of 16 bits', () => {
  it.each([
    [0, 0],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [65_504, 0x7bff],
    [65_519, 0x7bff],
    [65_520, 0x7c00],
    [-Infinity, 0xfc00],
    [2 ** -14, 0x0400],
    [2 ** -24, 1],
    [2 ** -25, 0],
    [1.5 * 2 ** -25, 1],
    [1 / 3, 0x3555],
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [2 - 2 ** -12, 0x4000],
    [1e-12, 0],
  ])('%d has the known bits', (value, half) => {
    expect(toHalf(value)).toBe(half);
  });

  it('come back as they were, all of them', () => {
    const all = Array.from({ length: 0x10000 }, (_, half) => half);
    const numbers = all.filter((half) => !Number.isNaN(fromHalf(half)));
    expect(numbers.map((half) => toHalf(fromHalf(half)))).toEqual(numbers);
    expect(toHalf(NaN)).toBe(0x7e00);
    expect(fromHalf(0x7e00)).toBeNaN();
  });

  it('are within half a last bit of what they stand for', () => {
    const values = Float32Array.from({ length: 1000 }, (_, n) => Math.sin(n) * 10 ** ((n % 7) - 3));
    const back = fromHalves(toHalves(values));
    for (const [n, value] of values.entries())
      expect(Math.abs(back[n] - value)).toBeLessThanOrEqual(Math.abs(value) * 2 ** -11 + 2 ** -25);
  });
});
