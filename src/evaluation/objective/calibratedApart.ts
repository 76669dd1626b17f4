import { posteriorOf, type Calibration } from '../../domain/learning/calibration.js';
import type { Score } from '../../ports/scorer.js';
import { plattFit } from '../plattFit.js';
import type { JudgedObjective } from './judgeObjective.js';
import type { NegativeKind } from './objectiveQueries.js';

/** A posterior of a score that some song's parts got. */
export type PosteriorIn = (composition: string, score: Score) => number;

/** Negatives of the paper: the others are asked for, but not calibrated by. */
export const paperKinds = [
  'unmatched-key',
  'unmatched-tempo',
  'unmatched-key-tempo',
] as const satisfies readonly NegativeKind[];

/** Of each query and kind so many are calibrated by, spread evenly over all: more tell nothing more. */
const most = 8;

/**
 * Posteriors of scores that are none: of each song by a sigmoid (plattFit) of the other songs' originals and unmatched mashups. NaN where those are too few.
 */
export function calibratedApart(queries: readonly JudgedObjective[]): PosteriorIn {
  const known = queries.map(({ composition, right, negatives }) => ({
    composition,
    right: right.score,
    wrong: paperKinds.flatMap((kind) => spread(negatives.get(kind) ?? []).map(({ score }) => score)),
  }));
  const fitted = new Map<string, Calibration | undefined>();
  for (const apart of new Set(queries.map(({ composition }) => composition))) {
    const others = known.filter(({ composition }) => composition !== apart);
    fitted.set(
      apart,
      plattFit({ right: others.map(({ right }) => right), wrong: others.flatMap(({ wrong }) => wrong) }),
    );
  }
  return (composition, { score }) => {
    const calibration = fitted.get(composition);
    return calibration ? posteriorOf(calibration, score) : NaN;
  };
}

const spread = <T>(items: readonly T[]): readonly T[] =>
  items.length <= most
    ? items
    : Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)]);
