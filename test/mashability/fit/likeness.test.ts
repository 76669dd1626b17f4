import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import { likenessOf } from '../../../src/mashability/fit/likeness.js';

const width = 48;
/** Stretches of four beats, by names: the same name sounds the same. */
const rows = (names: string): Float32Array =>
  Float32Array.from(
    Array.from(names).flatMap((name) => {
      const random = randomFrom('likeness', name);
      return Array.from({ length: width }, () => (name === '-' ? 0 : random.next() - 0.5));
    }),
  );
const product = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * b[i], 0);

describe('likenessOf', () => {
  it('is 1 between parts that repeat at the same places, whatever they play', () => {
    const whole = likenessOf(rows('ABABCDCD'))(0, 32);
    expect(whole).toHaveLength(28);
    expect(product(whole, likenessOf(rows('EFEFGHGH'))(0, 32))).toBeGreaterThan(0.9);
    expect(product(whole, likenessOf(rows('EFGHEFGH'))(0, 32))).toBeLessThan(0.2);
  });

  it('looks at the stretches from a beat on, and keeps what it has computed', () => {
    const likeness = likenessOf(rows('XXABABCDCD'));
    expect([...likeness(8, 32)]).toEqual([...likenessOf(rows('ABABCDCD'))(0, 32)]);
    expect(likeness(8, 32)).toBe(likeness(8, 32));
    expect(likeness(8, 35)).toHaveLength(28);
  });

  it('says nothing of a part that is silent, always the same, or short', () => {
    for (const names of ['--------', 'AAAAAAAA'])
      expect([...likenessOf(rows(names))(0, 32)].every((x) => x === 0)).toBe(true);
    expect(likenessOf(rows('A'))(0, 4)).toHaveLength(0);
    expect(likenessOf(rows(''))(0, 0)).toHaveLength(0);
    const half = likenessOf(rows('AABB----'))(0, 32);
    expect([...half].every(Number.isFinite)).toBe(true);
  });
});
