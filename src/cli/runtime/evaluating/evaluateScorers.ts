import type { Estimate } from '../../../evaluation/bootstrap.js';
import type { EvaluatedClip } from '../../../evaluation/evaluatedClip.js';
import { judgePairs, judgeTriples } from '../../../evaluation/judgeQueries.js';
import { pairQueries } from '../../../evaluation/pairQueries.js';
import { questions, type Question } from '../../../evaluation/questions.js';
import {
  pairedDifference,
  retrievalFigures,
  type JudgedQuery,
  type RetrievalFigures,
} from '../../../evaluation/retrievalFigures.js';
import { tripleQueries, type TripleQuery } from '../../../evaluation/tripleQueries.js';
import type { PlayUnwarped } from '../../../evaluation/unwarpedPart.js';
import { varianceShares } from '../../../evaluation/varianceShares.js';
import type { Scorer } from '../../../ports/scorer.js';
import type { BleedFigures } from './bleedControl.js';
import { judgeObjectives, type ObjectiveTask } from './judgeObjectives.js';
import type { JudgingScorer } from './judgingScorer.js';
import { whyNotAsked } from './whyNotAsked.js';

const factors = ['voice', 'harmony', 'percussion'] as const;

/** What was found of one question. */
export interface TaskFigures {
  readonly task: string;
  readonly condition: Question['condition'];
  readonly scorers: readonly { readonly name: string; readonly figures: RetrievalFigures }[];
  /** Area under ROC of a scorer less that of the first one, query by query. */
  readonly differences: readonly { readonly name: string; readonly less: string; readonly by: Estimate }[];
}

export interface Evaluation {
  readonly clips: number;
  readonly compositions: number;
  readonly tasks: readonly TaskFigures[];
  /** Questions that no clip could ask, and why. */
  readonly leftOut: readonly { readonly task: string; readonly reason: string }[];
  /** Share of the variance of matched triples' scores that each part explains by itself. */
  readonly variance: readonly {
    readonly name: string;
    readonly shares: Readonly<Record<(typeof factors)[number] | 'rest', number>>;
  }[];
  /** As in the paper's Table 1. */
  readonly objective: readonly ObjectiveTask[];
  /** What was left out of the clips, in words. */
  readonly notes?: readonly string[];
  /** Where it was asked for. */
  readonly bleed?: BleedFigures;
}

export interface EvaluateOptions {
  readonly scorers: readonly JudgingScorer[];
  readonly playUnwarped: PlayUnwarped;
  readonly onTask?: (name: string) => void;
}

/** Judges the clips' own parts against others' by each scorer. */
export async function evaluateScorers(
  clips: readonly EvaluatedClip[],
  options: EvaluateOptions,
): Promise<Evaluation> {
  const tasks: TaskFigures[] = [];
  const leftOut: Evaluation['leftOut'][number][] = [];
  for (const question of questions) {
    options.onTask?.(question.name);
    const judged = await judge(clips, question, options);
    if (judged.some(({ queries }) => queries.length > 0)) tasks.push(figuresOf(question, judged));
    else if (judged.length > 0) leftOut.push({ task: question.name, reason: whyNotAsked(clips, question) });
    else leftOut.push({ task: question.name, reason: 'none of the scorers judges pairs' });
  }
  const matched = tripleQueries(clips, 'matched', options.playUnwarped);
  const variance = [];
  for (const { scorer } of options.scorers)
    if (matched.length > 0) variance.push(await varianceOf(scorer, matched));
  const compositions = new Set(clips.map(({ composition }) => composition)).size;
  options.onTask?.('objective');
  const objective = await judgeObjectives(clips, options);
  return { clips: clips.length, compositions, tasks, leftOut, variance, objective };
}

interface JudgedBy {
  readonly name: string;
  readonly queries: readonly JudgedQuery[];
}

async function judge(
  clips: readonly EvaluatedClip[],
  question: Question,
  { scorers, playUnwarped }: EvaluateOptions,
): Promise<readonly JudgedBy[]> {
  const judgedBy =
    question.kind === 'pair'
      ? pairJudge(pairQueries(clips, question, playUnwarped))
      : tripleJudge(tripleQueries(clips, question.condition, playUnwarped));
  const judged: JudgedBy[] = [];
  for (const { scorer, pairs } of scorers)
    if (pairs || question.kind === 'triple')
      judged.push({ name: scorer.name, queries: await judgedBy(scorer) });
  return judged;
}

type Judge = (scorer: Scorer) => Promise<readonly JudgedQuery[]>;
const pairJudge =
  (queries: Parameters<typeof judgePairs>[1]): Judge =>
  (scorer) =>
    judgePairs(scorer, queries);
const tripleJudge =
  (queries: readonly TripleQuery[]): Judge =>
  (scorer) =>
    judgeTriples(scorer, queries);

function figuresOf({ name: task, condition }: Question, judged: readonly JudgedBy[]): TaskFigures {
  const [first, ...rest] = judged;
  return {
    ...{ task, condition },
    scorers: judged.map(({ name, queries }) => ({ name, figures: retrievalFigures(queries) })),
    differences: rest.map(({ name, queries }) => ({
      ...{ name, less: first.name },
      by: pairedDifference(queries, first.queries),
    })),
  };
}

async function varianceOf(
  scorer: Scorer,
  queries: readonly TripleQuery[],
): Promise<Evaluation['variance'][number]> {
  const observations = [];
  for (const { seed, wrong } of queries)
    for (const { harmonics, percussions } of wrong) {
      const grid = await scorer.score(seed, harmonics, percussions);
      for (const [h, row] of grid.entries())
        for (const [p, { score: value }] of row.entries()) {
          const harmony = harmonics[h].clip.clipId;
          observations.push({
            factors: { voice: seed.clipId, harmony, percussion: percussions[p].clipId },
            value,
          });
        }
    }
  return { name: scorer.name, shares: varianceShares(observations, factors) };
}
