import type { Score, Scorer } from '../../ports/scorer.js';
import type { PartsGrid } from '../tripleQueries.js';
import type { NegativeKind, ObjectiveQuery } from './objectiveQueries.js';

/** A query that has been judged. */
export interface JudgedObjective {
  readonly composition: string;
  readonly right: Score;
  readonly unlabelled: readonly Score[];
  readonly negatives: ReadonlyMap<NegativeKind, readonly Score[]>;
}

/** Scores of all triples of the queries. */
export async function judgeObjective(
  scorer: Scorer,
  queries: readonly ObjectiveQuery[],
): Promise<readonly JudgedObjective[]> {
  const judged: JudgedObjective[] = [];
  for (const { composition, seed, unlabelled, negatives } of queries) {
    const scoresOf = async (grids: readonly PartsGrid[]): Promise<readonly Score[]> => {
      const scores: Score[] = [];
      for (const { harmonics, percussions } of grids)
        scores.push(...(await scorer.score(seed, harmonics, percussions)).flat());
      return scores;
    };
    const [right] = await scoresOf([{ harmonics: [{ clip: seed, shift: 0 }], percussions: [seed] }]);
    const wrong = new Map<NegativeKind, readonly Score[]>();
    for (const [kind, grids] of negatives) wrong.set(kind, await scoresOf(grids));
    judged.push({ composition, right, unlabelled: await scoresOf(unlabelled), negatives: wrong });
  }
  return judged;
}
