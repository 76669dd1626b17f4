import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedReciprocalRank, rankAmong, rocArea } from '../../src/evaluation/rocArea.js';

describe('rocArea', () => {
  it('is the share of wrong answers below, ties by half', () => {
    expect(rocArea(2, [1, 2, 3, 0])).toBe(0.625);
    expect(rocArea(1, [])).toBeNaN();
  });

  it('is turned round with the scores', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer(), { minLength: 1 }), (right, wrong) => {
        const turned = rocArea(
          -right,
          wrong.map((score) => -score),
        );
        expect(rocArea(right, wrong) + turned).toBeCloseTo(1, 9);
      }),
    );
  });
});

it('ranks from 1, ties in the middle', () => {
  expect(rankAmong(5, [1, 2])).toBe(1);
  expect(rankAmong(0, [1, 2])).toBe(3);
  expect(rankAmong(1, [1, 1])).toBe(2);
});

describe('expectedReciprocalRank', () => {
  it.each([
    [1, 100, 1],
    [0, 1, 0.5],
    [0, 100, 1 / 101],
    // Of one wrong answer that is above by half: (1 + 1/2) / 2.
    [0.5, 1, 0.75],
  ])('of an area of %f among %i: %f', (area, count, expected) => {
    expect(expectedReciprocalRank(area, count)).toBeCloseTo(expected, 9);
  });
});
