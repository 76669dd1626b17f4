import { expect, it } from 'vitest';
import { varianceShares } from '../../src/evaluation/varianceShares.js';

const grid = (value: (a: number, b: number) => number) =>
  Array.from({ length: 8 }, (_, a) =>
    Array.from({ length: 6 }, (_, b) => ({ factors: { a: String(a), b: String(b) }, value: value(a, b) })),
  ).flat();

it('gives the variance to the factor that it comes from', () => {
  expect(
    varianceShares(
      grid((a) => a),
      ['a', 'b'],
    ),
  ).toMatchObject({ a: 1, b: 0, rest: 0 });
});

it('tells what only both together explain', () => {
  const { a, b, rest } = varianceShares(
    grid((a, b) => (a + b) % 2),
    ['a', 'b'],
  );
  expect([a, b, rest].map((share) => Math.round(share * 100))).toEqual([0, 0, 100]);
});

it('takes apart what is not on a grid', () => {
  const some = grid((a, b) => a + 10 * b).filter((_, i) => i % 5 !== 0);
  const { a, b, rest } = varianceShares(some, ['a', 'b']);
  expect(rest).toBeLessThan(1e-6);
  expect(b).toBeGreaterThan(40 * a);
});
