import { expect, it } from 'vitest';
import { calibratedApart } from '../../../src/evaluation/objective/calibratedApart.js';
import { judgeObjective, type JudgedObjective } from '../../../src/evaluation/objective/judgeObjective.js';
import { objectiveFigures } from '../../../src/evaluation/objective/objectiveFigures.js';
import type { Score } from '../../../src/ports/scorer.js';
import { clipOf } from '../../support/clips.js';
import { plainScorer } from '../../support/plainScorer.js';

const scores = (...values: readonly number[]): readonly Score[] =>
  values.map((score) => ({ score, axes: { posterior: score } }));
const judged = (
  composition: string,
  right: number,
  change: Partial<JudgedObjective> = {},
): JudgedObjective => ({
  ...{ composition, right: scores(right)[0], unlabelled: scores(0.2, 0.6, 0.95, 0.3) },
  negatives: new Map([
    ['unmatched-key', scores(0.1, 0.2)],
    ['unmatched-tempo', scores(0.6, 0.1)],
    ['own-phase', scores(0.99)],
  ]),
  ...change,
});
const own = (_: string, { axes }: Score): number => axes['posterior'];

it('counts what lies on the right side of 0.5, each kind of the paper alike', () => {
  const figures = objectiveFigures([judged('a', 0.9), judged('b', 0.4)], own);
  expect(figures).toMatchObject({
    ...{ queries: 2, compositions: 2, unlabelled: 4 },
    onPositives: { mean: 0.5, count: 2 },
    onNegatives: { mean: 0.75 },
    accuracy: { mean: 0.625 },
  });
  const kinds = new Map(figures.kinds.map((each) => [each.kind, each]));
  expect(kinds.get('unmatched-key')?.accuracy.mean).toBe(0.75);
  expect(kinds.get('own-phase')).toMatchObject({ accuracy: { mean: 0.25 }, rocArea: { mean: 0 } });
  expect(kinds.has('own-key')).toBe(false);
});

it('ranks the original among the matched', () => {
  const { rank, rankOfFive } = objectiveFigures([judged('a', 0.9)], own);
  expect(rank.mean).toBe(2);
  expect(rankOfFive.mean).toBe(1 + 5 / 4);
});

it('calibrates each song by the others alone', () => {
  const others = Array.from({ length: 8 }, (_, i) => judged(`song ${i}`, 0.9));
  // This one lies elsewhere: its own would say otherwise.
  const odd = judged('odd', -5, { negatives: new Map([['unmatched-key', scores(-6, -7)]]) });
  const posterior = calibratedApart([...others, odd]);
  expect(posterior('odd', scores(0.9)[0])).toBeGreaterThan(0.5);
  expect(posterior('odd', scores(0.1)[0])).toBeLessThan(0.5);
  const same = calibratedApart([...others, judged('odd', 100)]);
  expect(same('odd', scores(0.4)[0])).toBe(posterior('odd', scores(0.4)[0]));
});

it('knows no accuracy where other songs are too few to calibrate by', () => {
  const queries = [judged('a', 0.9)];
  const figures = objectiveFigures(queries, calibratedApart(queries));
  expect(figures.accuracy.mean).toBeNaN();
  expect(figures.rankOfFive.mean).toBe(1 + 5 / 4);
});

it('judges all triples of a query', async () => {
  const [seed, other] = [clipOf('seed'), clipOf('other')];
  const scorer = plainScorer({
    score: ({ clip, shift }, drums) => ({
      score: (clip === seed ? 10 : 0) + shift + (drums === seed ? 100 : 0),
      axes: {},
    }),
  });
  const grid = {
    harmonics: [
      { clip: other, shift: 1 },
      { clip: seed, shift: 2 },
    ],
    percussions: [seed, other],
  };
  const query = {
    composition: 'a',
    seed,
    unlabelled: [grid],
    negatives: new Map([['own-key' as const, [grid]]]),
  };
  const [{ right, unlabelled, negatives }] = await judgeObjective(scorer, [query]);
  const expected = [101, 1, 112, 12];
  expect(right.score).toBe(110);
  expect(unlabelled.map(({ score }) => score)).toEqual(expected);
  expect(negatives.get('own-key')?.map(({ score }) => score)).toEqual(expected);
});
