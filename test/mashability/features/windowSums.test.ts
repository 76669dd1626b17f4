import fc from 'fast-check';
import { expect, it } from 'vitest';
import { windowSums } from '../../../src/mashability/features/windowSums.js';

it('equals the plain sum to a relative 1e-9, also for a faint window after a loud one', () => {
  const value = fc.constantFrom<number[]>(0, 1e-12, 1e-3, 1, 0.7, 1e6);
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), fc.nat(60), fc.nat(60), (values, from, count) => {
      const start = Math.min(from, values.length);
      const n = Math.min(count, values.length - start);
      const plain = values.slice(start, start + n).reduce((a, b) => a + b, 0);
      expect(Math.abs(windowSums(Float64Array.from(values))(start, n) - plain)).toBeLessThanOrEqual(
        1e-9 * plain,
      );
    }),
    { numRuns: 500 },
  );
});
