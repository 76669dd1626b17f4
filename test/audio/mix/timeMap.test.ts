import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeMapAt } from '../../../src/audio/mix/timeMapAt.js';
import { timeMapOf } from '../../../src/audio/mix/timeMapOf.js';

const steps = fc.array(fc.double({ min: 0.2, max: 1.5, noNaN: true }), { minLength: 1, maxLength: 70 });
const beatsOf = (first: number, lengths: readonly number[]): number[] => {
  const beats = [first];
  for (const length of lengths) beats.push(beats[beats.length - 1] + length);
  return beats;
};

describe('timeMapAt', () => {
  const at = timeMapAt([
    [1, 0],
    [2, 2],
    [3, 3],
  ]);
  it('reads both directions, straight on outside', () => {
    expect([0, 1, 1.5, 2, 2.5, 3, 10].map((t) => at.targetOf(t))).toEqual([-2, 0, 1, 2, 2.5, 3, 10]);
    expect([-2, 0, 1, 2, 2.5, 3, 10].map((t) => at.sourceOf(t))).toEqual([0, 1, 1.5, 2, 2.5, 3, 10]);
    expect([-1, 1, 2.5, 9].map((t) => at.rateAt(t))).toEqual([2, 2, 1, 1]);
  });
  it('only moves where there is one point', () => {
    const one = timeMapAt([[5, 2]]);
    expect([one.targetOf(7), one.sourceOf(0), one.rateAt(3)]).toEqual([4, 3, 1]);
  });
});

describe('timeMapOf', () => {
  it('puts every beat on the beat', () => {
    fc.assert(
      fc.property(
        steps,
        fc.double({ min: 0, max: 30, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (lengths, first, lead) => {
          const source = beatsOf(first, lengths);
          const target = beatsOf(
            3,
            lengths.map((length) => 1.7 - length / 2),
          );
          const { timeMap, duration } = timeMapOf(source, target, { lead, tail: 1 });
          const at = timeMapAt(timeMap);
          source.forEach((beat, k) => expect(at.targetOf(beat)).toBeCloseTo(lead + target[k] - 3, 9));
          expect(duration).toBeCloseTo(lead + target[target.length - 1] - 3 + 1, 9);
        },
      ),
    );
  });
  it('moves an unwarped part, and keeps its tempo and the common length', () => {
    const { timeMap, duration } = timeMapOf([4, 4.5, 5], [10, 11, 12, 13], {
      warp: false,
      offset: -0.5,
      lead: 1,
      tail: 2,
    });
    expect({ timeMap, duration }).toEqual({ timeMap: [[4, 0.5]], duration: 6 });
  });
  it('refuses beats that do not match', () => {
    expect(() => timeMapOf([1, 2, 3], [1, 2])).toThrow(/has 3, the seed 2/);
    expect(() => timeMapOf([1], [1])).toThrow(/at least 2/);
    expect(() => timeMapOf([], [1, 2], { warp: false })).toThrow(/has 0/);
  });
});
