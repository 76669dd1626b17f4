import fc from 'fast-check';
import { expect, it } from 'vitest';
import { overlapAdd } from '../../../src/adapters/onnx/overlapAdd.js';
import { planSegments } from '../../../src/adapters/onnx/planSegments.js';

/** Cuts a signal into segments, joins them and returns the whole. */
function rejoin(signal: Float32Array, segment: number): number[] {
  const offsets = planSegments(signal.length, { segment, overlap: 0.25 });
  const joined = overlapAdd(segment, 2);
  const out: number[] = [];
  offsets.forEach((offset, i) => {
    const part = Float32Array.from({ length: segment }, (_, j) => signal[offset + j] ?? 0);
    joined.add(offset, [part, part.map((x) => -x)]);
    const [a, b] = joined.take(offsets[i + 1] ?? signal.length);
    expect(b).toEqual(a.map((x) => -x));
    out.push(...a);
  });
  return out;
}

it('gives back what was cut, whatever the length', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 700 }), fc.constantFrom(64, 65), (length, segment) => {
      const signal = Float32Array.from({ length }, (_, i) => Math.sin(i) + 2);
      const back = rejoin(signal, segment);
      expect(back.length).toBe(length);
      back.forEach((x, i) => expect(x).toBeCloseTo(signal[i], 5));
    }),
  );
});

it('weights segments by triangles', () => {
  const joined = overlapAdd(4, 1);
  joined.add(0, [new Float32Array(4).fill(1)]);
  expect([...joined.take(2)[0]]).toEqual([1, 1]);
  joined.add(2, [new Float32Array(4).fill(4)]);
  const [out] = joined.take(6);
  // Weights 1 2 3 1 over 3: the first segment's last two are 3 and 1, the second's first two 1 and 2.
  [(3 * 1 + 1 * 4) / 4, (1 * 1 + 2 * 4) / 3, 4, 4].forEach((x, i) => expect(out[i]).toBeCloseTo(x, 5));
});
