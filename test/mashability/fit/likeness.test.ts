import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import { likenessOf, type Likeness } from '../../../src/mashability/fit/likeness.js';

const width = 48;
/** Stretches of four beats, by names: the same name sounds the same. */
const rows = (names: string): Float32Array =>
  Float32Array.from(
    Array.from(names).flatMap((name) => {
      const random = randomFrom('likeness', name);
      return Array.from({ length: width }, () => (name === '-' ? 0 : random.next() - 0.5));
    }),
  );
/** By the strokes of a part whose notes are others. */
const byStrokes =
  (names: string): Likeness =>
  (from, beats) => {
    const both = likenessOf(rows(names), rows('ZYXWVUTSRQ'))(from, beats);
    return both.subarray(0, both.length / 2);
  };
const product = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * b[i], 0);

describe('likenessOf', () => {
  it('is 1 between parts that repeat at the same places, whatever they play', () => {
    const whole = byStrokes('ABABCDCD')(0, 32);
    expect(whole).toHaveLength(28);
    expect(product(whole, byStrokes('EFEFGHGH')(0, 32))).toBeGreaterThan(0.9);
    expect(product(whole, byStrokes('EFGHEFGH')(0, 32))).toBeLessThan(0.2);
  });

  it('looks at the stretches from a beat on, and keeps what it has computed', () => {
    const likeness = likenessOf(rows('XXABABCDCD'), rows('XXABABCDCD'));
    expect([...likeness(8, 32)]).toEqual([...likenessOf(rows('ABABCDCD'), rows('ABABCDCD'))(0, 32)]);
    expect(likeness(8, 32)).toBe(likeness(8, 32));
    expect(likeness(8, 35)).toHaveLength(2 * 28);
  });

  it('tells the strokes first and then the notes', () => {
    const both = likenessOf(rows('ABABCDCD'), rows('EEFFGGHH'))(0, 32);
    expect([...both.subarray(0, 28)]).toEqual([
      ...likenessOf(rows('ABABCDCD'), rows('ABABCDCD'))(0, 32).subarray(28),
    ]);
    expect([...both.subarray(28)]).toEqual([...byStrokes('EEFFGGHH')(0, 32)]);
  });

  it('says nothing of a part that is silent, always the same, or short', () => {
    for (const names of ['--------', 'AAAAAAAA'])
      expect([...byStrokes(names)(0, 32)].every((x) => x === 0)).toBe(true);
    expect(byStrokes('A')(0, 4)).toHaveLength(0);
    expect(byStrokes('')(0, 0)).toHaveLength(0);
    const half = byStrokes('AABB----')(0, 32);
    expect([...half].every(Number.isFinite)).toBe(true);
  });
});
