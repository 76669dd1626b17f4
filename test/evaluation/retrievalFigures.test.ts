import { describe, expect, it } from 'vitest';
import {
  pairedDifference,
  retrievalFigures,
  type JudgedQuery,
} from '../../src/evaluation/retrievalFigures.js';
import { randomFrom } from '../../src/domain/random.js';

const queries = (count: number, right: (random: number) => number): readonly JudgedQuery[] => {
  const random = randomFrom('retrieval');
  return Array.from({ length: count }, (_, n) => ({
    composition: `song ${n % 20}`,
    right: right(random.next()),
    wrong: Array.from({ length: 10 }, () => random.next()),
  }));
};

describe('retrievalFigures', () => {
  it('of a perfect judge', () => {
    const { rocArea, reciprocalRank, recallAt1, medianRank, accuracy } = retrievalFigures(
      queries(40, () => 2),
    );
    expect([rocArea.mean, reciprocalRank.mean, recallAt1.mean, medianRank, accuracy.mean]).toEqual([
      1, 1, 1, 1, 1,
    ]);
  });

  it('of one that guesses', () => {
    const { rocArea, medianRank, accuracy, recallAt1, recallAt5 } = retrievalFigures(queries(400, (x) => x));
    expect([rocArea.low < 0.5, rocArea.high > 0.5]).toEqual([true, true]);
    expect(medianRank).toBeCloseTo(6, 0);
    expect(accuracy.mean).toBeCloseTo(0.5, 1);
    expect([recallAt1.mean, recallAt5.mean]).toEqual([expect.closeTo(1 / 11, 1), expect.closeTo(5 / 11, 1)]);
  });

  it('of answers by hand', () => {
    const wrong = [1, 2, 3, 4];
    const { rocArea, reciprocalRank, reciprocalRankOf100, recallAt1, recallAt5, medianRank, roc } =
      retrievalFigures([
        { composition: 'a', right: 5, wrong },
        { composition: 'b', right: 3.5, wrong },
        { composition: 'c', right: 0, wrong: [...wrong, 5, 6] },
      ]);
    expect(rocArea.mean).toBeCloseTo((1 + 0.75 + 0) / 3, 9);
    expect(reciprocalRank.mean).toBeCloseTo((1 + 1 / 2 + 1 / 7) / 3, 9);
    // Among 100, a quarter of them above: (1 − 0.75¹⁰¹) / (101 · 0.25); all of them above: 1 / 101.
    expect(reciprocalRankOf100.mean).toBeCloseTo((1 + 1 / 25.25 + 1 / 101) / 3, 6);
    expect([recallAt1.mean, recallAt5.mean, medianRank]).toEqual([1 / 3, 2 / 3, 2]);
    expect([0, 4, 5, 19, 20].map((step) => roc[step])).toEqual([1 / 3, 1 / 3, 2 / 3, 2 / 3, 1]);
  });

  it('the threshold of the accuracy is chosen on other compositions', () => {
    const wrong = [0, 0];
    // Compositions in turn: a threshold from those of the other half is 9, which answers of 5 do not reach.
    const judged = ['a', 'b', 'c', 'd'].map((composition, n) => ({
      composition,
      right: n % 2 ? 9 : 5,
      wrong,
    }));
    expect(retrievalFigures(judged).accuracy.mean).toBeCloseTo((0.5 + 1) / 2, 9);
  });

  it('counts queries, compositions and wrong answers, and has no figure of nothing', () => {
    expect(retrievalFigures(queries(40, () => 2))).toMatchObject({
      queries: 40,
      compositions: 20,
      wrong: 10,
    });
    expect(retrievalFigures([]).rocArea.mean).toBeNaN();
  });
});

describe('pairedDifference', () => {
  it('sees a small advantage in every query, where the areas themselves overlap widely', () => {
    const worse = queries(60, (x) => x);
    const better = worse.map((query) => ({ ...query, right: query.right + 0.02 }));
    const difference = pairedDifference(better, worse);
    expect(difference.low).toBeGreaterThan(0);
    const [a, b] = [better, worse].map((each) => retrievalFigures(each).rocArea);
    expect(a.low).toBeLessThan(b.high);
  });
});
