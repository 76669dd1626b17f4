import { bootstrapMean, type Estimate } from '../../../evaluation/bootstrap.js';
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
import type { JudgingScorer } from '../evaluating/judgingScorer.js';

/** What is asked of fold models, all of it among matched parts. */
export const foldQuestions = [
  'a voice among harmonies',
  'a harmony among voices',
  'a voice among triples',
] as const;

/** Which parts of mashups are another's in the objective evaluation. */
export const foldObjectives = ['both', 'harmonic'] as const;

/** What one judge, or the models of all folds together, was found to do. */
export interface FoldFigures {
  /** Areas under ROC, in the order of foldQuestions; NaN of pairs where the judge knows none. */
  readonly areas: readonly { readonly area: Estimate; readonly lessFirst?: Estimate }[];
  /** In the order of foldObjectives; posteriors are calibrated on other songs. */
  readonly objectives: readonly ObjectiveFigures[];
  readonly judged: readonly (readonly JudgedQuery[])[];
}

/** The scorer that judges a song: the model that was not taught by it. */
export type ScorerFor = (composition: string) => JudgingScorer;

export interface FoldJudging {
  readonly playUnwarped: PlayUnwarped;
  /** Judged before: what differences are told against. */
  readonly first?: FoldFigures;
}

const unknown = bootstrapMean(new Map());

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
      if (own.length > 0) judged.push(...(await judge(scorerFor(song).scorer, own)));
    }
    return judged;
  };
  const knowsPairs = songs.every((song) => scorerFor(song).pairs);
  const pairs = async (seeker: 'voice' | 'part'): Promise<readonly JudgedQuery[]> =>
    knowsPairs
      ? bySong(
          pairQueries(clips, { role: 'harmonic', seeker, condition: 'matched' }, playUnwarped),
          judgePairs,
        )
      : [];
  const judged = [
    await pairs('voice'),
    await pairs('part'),
    await bySong(tripleQueries(clips, 'matched', playUnwarped), judgeTriples),
  ];
  const objectives: ObjectiveFigures[] = [];
  for (const moved of foldObjectives) {
    const objective = await bySong(objectiveQueries(clips, { moved, playUnwarped }), judgeObjective);
    objectives.push(objectiveFigures(objective, calibratedApart(objective)));
  }
  return {
    areas: judged.map((each, i) => ({
      area: each.length > 0 ? retrievalFigures(each).rocArea : unknown,
      ...(first && each.length > 0 && { lessFirst: pairedDifference(each, first.judged[i]) }),
    })),
    ...{ objectives, judged },
  };
}
