import fc from 'fast-check';
import { expect, test } from 'vitest';
import { whittaker } from '../../../src/audio/rhythm/whittaker.js';

const line = (n: number, a: number, b: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => a + b * i);

test('a line is kept, however stiff', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 60 }),
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.constantFrom(0.1, 30, 1e5),
      (n, a, b, lambda) => {
        const y = line(n, a, b);
        return whittaker(y, new Float64Array(n).fill(1), lambda).every((z, i) => Math.abs(z - y[i]) < 1e-5);
      },
    ),
  );
});

test('minimises what it says', () => {
  const y = Float64Array.of(0, 1, 0, 2, 1, 3);
  const w = Float64Array.of(1, 0.2, 1, 0.5, 1, 1);
  const lambda = 2;
  const cost = (z: Float64Array): number => {
    let sum = 0;
    z.forEach((value, i) => (sum += w[i] * (y[i] - value) ** 2));
    for (let i = 2; i < z.length; i++) sum += lambda * (z[i] - 2 * z[i - 1] + z[i - 2]) ** 2;
    return sum;
  };
  const best = whittaker(y, w, lambda);
  for (let i = 0; i < y.length; i++) {
    for (const step of [-1e-3, 1e-3]) {
      const other = Float64Array.from(best);
      other[i] += step;
      expect(cost(other)).toBeGreaterThan(cost(best));
    }
  }
});

test('without weight a value is bridged', () => {
  const z = whittaker(Float64Array.of(0, 1, 99, 3, 4), Float64Array.of(1, 1, 0, 1, 1), 1e-3);
  expect(z[2]).toBeCloseTo(2, 3);
});
