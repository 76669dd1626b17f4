import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planSegments } from '../../../src/adapters/onnx/planSegments.js';

const segment = 1000;

it('covers everything with the fewest segments that overlap enough', () => {
  const length = fc.integer({ min: segment + 1, max: 50_000 });
  const share = fc.constantFrom(0.05, 0.1, 0.25, 0.5);
  fc.assert(
    fc.property(length, share, (length, overlap) => {
      const offsets = planSegments(length, { segment, overlap });
      expect(offsets[0]).toBe(0);
      expect(offsets.at(-1)).toBe(length - segment);
      for (let i = 1; i < offsets.length; i++)
        expect(offsets[i - 1] + segment - offsets[i]).toBeGreaterThanOrEqual(overlap * segment - 1);
      const reachOfOneLess = segment + (offsets.length - 2) * (1 - overlap) * segment;
      expect(reachOfOneLess).toBeLessThan(length);
    }),
  );
});

it('centres what is shorter than a segment', () => {
  expect(planSegments(400, { segment, overlap: 0.1 })).toEqual([-300]);
  expect(planSegments(1000, { segment, overlap: 0.1 })).toEqual([-0]);
});
