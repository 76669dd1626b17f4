import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../src/domain/random.js';

const draw = (n: number, ...parts: string[]): number[] => {
  const random = randomFrom(...parts);
  return Array.from({ length: n }, () => random.next());
};

describe('randomFrom', () => {
  it('repeats itself for equal parts, and for no others', () => {
    expect(draw(20, 'run', 'clip')).toEqual(draw(20, 'run', 'clip'));
    for (const other of [['run', 'clop'], ['runclip'], ['runc', 'lip'], ['run', 'clip', '']])
      expect(draw(20, 'run', 'clip')).not.toEqual(draw(20, ...other));
  });

  it('is sfc32 over the first 128 bits of SHA-256, as PractRand writes it', () => {
    const digest = createHash('sha256').update('["x"]').digest();
    let [a, b, c, d] = [0, 4, 8, 12].map((at) => BigInt(digest.readUInt32LE(at)));
    const word = (x: bigint): bigint => x & 0xffffffffn;
    const expected = Array.from({ length: 50 }, () => {
      const out = word(a + b + d);
      d = word(d + 1n);
      a = b ^ (b >> 9n);
      b = word(c + (c << 3n));
      c = word(word((c << 21n) | (c >> 11n)) + out);
      return Number(out) / 2 ** 32;
    });
    expect(draw(50, 'x')).toEqual(expected);
  });

  it('is uniform: 12 boxes, 60,000 draws, chi-squared below the 99.99 % point', () => {
    const random = randomFrom('uniform');
    const boxes = new Array<number>(12).fill(0);
    for (let i = 0; i < 60_000; i++) boxes[random.int(12)]++;
    expect(boxes.reduce((sum, n) => sum + (n - 5000) ** 2 / 5000, 0)).toBeLessThan(37.4);
  });

  it('picks from a list and draws from a range', () => {
    const random = randomFrom('pick');
    expect(random.pick([])).toBeUndefined();
    const seen = new Set(Array.from({ length: 200 }, () => random.pick(['a', 'b', 'c'])));
    expect([...seen].sort()).toEqual(['a', 'b', 'c']);
    const values = Array.from({ length: 1000 }, () => random.range(-2, 3));
    expect(values.every((x) => x >= -2 && x < 3)).toBe(true);
    expect(Math.min(...values)).toBeLessThan(-1.9);
    expect(Math.max(...values)).toBeGreaterThan(2.9);
  });
});
