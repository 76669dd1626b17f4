import { expect, it } from 'vitest';
import { stretchCost } from '../../../src/mashability/fit/stretchCost.js';

it('a stretch costs more the farther it goes, either way alike, and 1 at 12 %', () => {
  expect(stretchCost(100, 100)).toBe(0);
  expect(stretchCost(100, 112)).toBeCloseTo(1, 9);
  expect(stretchCost(112, 100)).toBeCloseTo(1, 9);
  expect(stretchCost(100, 106)).toBeGreaterThan(0.2);
  expect(stretchCost(100, 106)).toBeLessThan(0.3);
});
