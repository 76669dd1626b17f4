import type { Score } from '../../ports/scorer.js';
import { bootstrapMean, grouped, type Estimate } from '../bootstrap.js';
import { rocArea } from '../rocArea.js';
import { paperKinds, type PosteriorIn } from './calibratedApart.js';
import type { JudgedObjective } from './judgeObjective.js';
import { negativeKinds, type NegativeKind } from './objectiveQueries.js';

/** How well originals are told from one kind of negatives. */
export interface KindFigures {
  readonly kind: NegativeKind;
  /** Half of it of originals, half of these. */
  readonly accuracy: Estimate;
  readonly rocArea: Estimate;
}

/** The paper's Table 1; means over voices, intervals by a bootstrap over compositions. */
export interface ObjectiveFigures {
  readonly queries: number;
  readonly compositions: number;
  /** At a posterior of 0.5: half of it of originals, half of the unmatched, of whose kinds each counts alike. */
  readonly accuracy: Estimate;
  readonly onPositives: Estimate;
  readonly onNegatives: Estimate;
  /** Rank of the original, as expected among five matched mashups (1 is best, 3.5 chance). */
  readonly rankOfFive: Estimate;
  /** The same among all that were judged, and how many those are in the mean. */
  readonly rank: Estimate;
  readonly unlabelled: number;
  readonly kinds: readonly KindFigures[];
}

const paperCandidates = 5;

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
/** Share of what is told rightly; a posterior that is not known is told wrongly by nobody: NaN. */
const shareUnder = (posteriors: readonly number[]): number =>
  mean(posteriors.map((each) => (Number.isNaN(each) ? NaN : each < 0.5 ? 1 : 0)));

export function objectiveFigures(
  queries: readonly JudgedObjective[],
  posteriorIn: PosteriorIn,
): ObjectiveFigures {
  const estimate = (valueOf: (query: JudgedObjective) => number): Estimate =>
    bootstrapMean(grouped(queries, ({ composition }) => composition, valueOf));
  const positive = ({ composition, right }: JudgedObjective): number => {
    const posterior = posteriorIn(composition, right);
    return Number.isNaN(posterior) ? NaN : posterior < 0.5 ? 0 : 1;
  };
  const negative = ({ composition, negatives }: JudgedObjective, kind: NegativeKind): number =>
    shareUnder((negatives.get(kind) ?? []).map((score) => posteriorIn(composition, score)));
  const unmatched = (query: JudgedObjective): number =>
    mean(paperKinds.map((kind) => negative(query, kind)).filter((share) => !Number.isNaN(share)));
  const above = (query: JudgedObjective): number => 1 - areaOf(query, query.unlabelled);
  return {
    queries: queries.length,
    compositions: new Set(queries.map(({ composition }) => composition)).size,
    accuracy: estimate((query) => (positive(query) + unmatched(query)) / 2),
    onPositives: estimate(positive),
    onNegatives: estimate(unmatched),
    rankOfFive: estimate((query) => 1 + paperCandidates * above(query)),
    rank: estimate((query) => 1 + query.unlabelled.length * above(query)),
    unlabelled: mean(queries.map(({ unlabelled }) => unlabelled.length)),
    kinds: negativeKinds
      .filter((kind) => queries.some(({ negatives }) => negatives.has(kind)))
      .map((kind) => ({
        kind,
        accuracy: estimate((query) => (positive(query) + negative(query, kind)) / 2),
        rocArea: estimate((query) => areaOf(query, query.negatives.get(kind) ?? [])),
      })),
  };
}

const areaOf = ({ right }: JudgedObjective, scores: readonly Score[]): number =>
  rocArea(
    right.score,
    scores.map(({ score }) => score),
  );
