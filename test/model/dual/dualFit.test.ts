import { expect, test } from 'vitest';
import { dualFit } from '../../../src/model/dual/dualFit.js';

test('the mean over the beats that both have of the products', () => {
  const a = Float32Array.of(1, 2, 3, 4, 1, 0, 0, 1);
  const b = Float32Array.of(2, 0, 1, 1, 5, 1, 1, 2, 9, 9, 9, 9);
  expect(dualFit(a, b, 4)).toBeCloseTo((2 + 3 + 4 + 5 + 2) / 2, 6);
  expect(dualFit(b, a, 4)).toBe(dualFit(a, b, 4));
  expect(dualFit(new Float32Array(), b, 4)).toBe(0);
});
