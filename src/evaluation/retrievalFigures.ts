import { bootstrapMean, grouped, type Estimate } from './bootstrap.js';
import { expectedReciprocalRank, rankAmong, rocArea } from './rocArea.js';

/** A query that has been judged: higher is better. */
export interface JudgedQuery {
  readonly composition: string;
  readonly right: number;
  readonly wrong: readonly number[];
}

/** How well right answers are told from wrong ones; means over queries, intervals by a bootstrap over compositions. */
export interface RetrievalFigures {
  readonly queries: number;
  readonly compositions: number;
  /** Wrong answers, mean of a query. */
  readonly wrong: number;
  readonly rocArea: Estimate;
  readonly reciprocalRank: Estimate;
  /** As it would be among 100 wrong answers. */
  readonly reciprocalRankOf100: Estimate;
  readonly recallAt1: Estimate;
  readonly recallAt5: Estimate;
  readonly medianRank: number;
  /** Balanced: half of it of right answers, half of wrong ones; the threshold is chosen on the other half of the compositions. */
  readonly accuracy: Estimate;
  /** The ROC curve, mean over queries: shares of queries with at most 0, 5, … 100 % of their wrong answers above the right one. */
  readonly roc: readonly number[];
}

const rocSteps = 20;

const listWanted = 100;

/** All of NaN where there is no query. */
export function retrievalFigures(queries: readonly JudgedQuery[]): RetrievalFigures {
  const compositions = [...new Set(queries.map(({ composition }) => composition))].sort();
  const estimate = (valueOf: (query: JudgedQuery) => number): Estimate =>
    bootstrapMean(grouped(queries, ({ composition }) => composition, valueOf));
  const rank = ({ right, wrong }: JudgedQuery): number => rankAmong(right, wrong);
  const area = ({ right, wrong }: JudgedQuery): number => rocArea(right, wrong);
  return {
    queries: queries.length,
    compositions: compositions.length,
    wrong: queries.reduce((sum, { wrong }) => sum + wrong.length, 0) / queries.length,
    rocArea: estimate(area),
    reciprocalRank: estimate((query) => 1 / rank(query)),
    reciprocalRankOf100: estimate((query) => expectedReciprocalRank(area(query), listWanted)),
    recallAt1: estimate((query) => (rank(query) < 1.5 ? 1 : 0)),
    recallAt5: estimate((query) => (rank(query) < 5.5 ? 1 : 0)),
    medianRank: median(queries.map(rank)),
    accuracy: accuracyOf(queries, compositions),
    roc: Array.from({ length: rocSteps + 1 }, (_, step) => {
      const least = 1 - step / rocSteps - 1e-9;
      return queries.filter((query) => area(query) >= least).length / queries.length;
    }),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle - 0.5)] + sorted[Math.floor(middle)]) / 2;
}

const balanced = ({ right, wrong }: JudgedQuery, threshold: number): number =>
  ((right >= threshold ? 1 : 0) + wrong.filter((score) => score < threshold).length / wrong.length) / 2;

function accuracyOf(queries: readonly JudgedQuery[], compositions: readonly string[]): Estimate {
  const halfOf = new Map(compositions.map((name, i) => [name, i % 2]));
  const halves = [0, 1].map((half) => queries.filter(({ composition }) => halfOf.get(composition) === half));
  const thresholds = halves.map(bestThreshold);
  return bootstrapMean(
    grouped(
      queries,
      ({ composition }) => composition,
      (query) => balanced(query, thresholds[1 - (halfOf.get(query.composition) ?? 0)]),
    ),
  );
}

/** Among the right answers' scores, where the mean balanced accuracy is greatest. */
function bestThreshold(queries: readonly JudgedQuery[]): number {
  let [best, most] = [NaN, -1];
  for (const { right: threshold } of queries) {
    const sum = queries.reduce((total, query) => total + balanced(query, threshold), 0);
    if (sum > most) [best, most] = [threshold, sum];
  }
  return best;
}

/** Mean difference of the areas of two judges of the same queries, in the same order. */
export function pairedDifference(a: readonly JudgedQuery[], b: readonly JudgedQuery[]): Estimate {
  const both = a.map((query, i) => ({ composition: query.composition, a: query, b: b[i] }));
  return bootstrapMean(
    grouped(
      both,
      ({ composition }) => composition,
      (each) => rocArea(each.a.right, each.a.wrong) - rocArea(each.b.right, each.b.wrong),
    ),
  );
}
