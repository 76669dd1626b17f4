import type { Estimate } from '../../../evaluation/bootstrap.js';
import type { EvaluatedClip } from '../../../evaluation/evaluatedClip.js';
import { judgePairs, judgeTriples } from '../../../evaluation/judgeQueries.js';
import { calibratedApart } from '../../../evaluation/objective/calibratedApart.js';
import { judgeObjective } from '../../../evaluation/objective/judgeObjective.js';
import { objectiveFigures, type ObjectiveFigures } from '../../../evaluation/objective/objectiveFigures.js';
import { objectiveQueries } from '../../../evaluation/objective/objectiveQueries.js';
import { pairQueries } from '../../../evaluation/pairQueries.js';
import {
  pairedDifference,
  retrievalFigures,
  type JudgedQuery,
} from '../../../evaluation/retrievalFigures.js';
import { tripleQueries } from '../../../evaluation/tripleQueries.js';
import type { PlayUnwarped } from '../../../evaluation/unwarpedPart.js';
import type { Scorer } from '../../../ports/scorer.js';

/** What is asked of fold models, all of it among matched parts. */
export const foldQuestions = [
  'a voice among harmonies',
  'a harmony among voices',
  'a voice among triples',
] as const;

/** What one judge, or the models of all folds together, was found to do. */
export interface FoldFigures {
  /** Areas under ROC, in the order of foldQuestions. */
  readonly areas: readonly { readonly area: Estimate; readonly lessFirst?: Estimate }[];
  /** Of harmonies beside a voice's own drums, posteriors calibrated on other songs. */
  readonly objective: ObjectiveFigures;
  readonly judged: readonly (readonly JudgedQuery[])[];
}

/** The scorer that judges a song: the model that was not taught by it. */
export type ScorerFor = (composition: string) => Scorer;

export interface FoldJudging {
  readonly playUnwarped: PlayUnwarped;
  /** Judged before: what differences are told against. */
  readonly first?: FoldFigures;
}

/** Each song is the asker of questions that its own fold's model answers; wrong answers are parts of all songs. */
export async function judgeFolds(
  clips: readonly EvaluatedClip[],
  scorerFor: ScorerFor,
  { playUnwarped, first }: FoldJudging,
): Promise<FoldFigures> {
  const songs = [...new Set(clips.map(({ composition }) => composition))];
  const bySong = async <Q extends { readonly composition: string }, J>(
    queries: readonly Q[],
    judge: (scorer: Scorer, queries: readonly Q[]) => Promise<readonly J[]>,
  ): Promise<readonly J[]> => {
    const judged: J[] = [];
    for (const song of songs) {
      const own = queries.filter(({ composition }) => composition === song);
      if (own.length > 0) judged.push(...(await judge(scorerFor(song), own)));
    }
    return judged;
  };
  const pairs = (seeker: 'voice' | 'part') =>
    pairQueries(clips, { role: 'harmonic', seeker, condition: 'matched' }, playUnwarped);
  const judged = [
    await bySong(pairs('voice'), judgePairs),
    await bySong(pairs('part'), judgePairs),
    await bySong(tripleQueries(clips, 'matched', playUnwarped), judgeTriples),
  ];
  const queries = objectiveQueries(clips, { moved: 'harmonic', playUnwarped });
  const objective = await bySong(queries, judgeObjective);
  return {
    areas: judged.map((each, i) => ({
      area: retrievalFigures(each).rocArea,
      ...(first && { lessFirst: pairedDifference(each, first.judged[i]) }),
    })),
    objective: objectiveFigures(objective, calibratedApart(objective)),
    judged,
  };
}
