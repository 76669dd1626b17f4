import type { Estimate } from '../../../evaluation/bootstrap.js';
import type { EvaluatedClip } from '../../../evaluation/evaluatedClip.js';
import { judgePairs, judgeTriples } from '../../../evaluation/judgeQueries.js';
import { pairQueries, type PairTask } from '../../../evaluation/pairQueries.js';
import {
  pairedDifference,
  retrievalFigures,
  type JudgedQuery,
  type RetrievalFigures,
} from '../../../evaluation/retrievalFigures.js';
import { tripleQueries, type TripleQuery } from '../../../evaluation/tripleQueries.js';
import { varianceShares } from '../../../evaluation/varianceShares.js';
import type { Scorer } from '../../../ports/scorer.js';

const factors = ['voice', 'harmony', 'percussion'] as const;

/** What was found of one task. */
export interface TaskFigures {
  readonly task: string;
  readonly scorers: readonly { readonly name: string; readonly figures: RetrievalFigures }[];
  /** Area under ROC of a scorer less that of the first one, query by query. */
  readonly differences: readonly { readonly name: string; readonly less: string; readonly by: Estimate }[];
}

export interface Evaluation {
  readonly clips: number;
  readonly compositions: number;
  readonly tasks: readonly TaskFigures[];
  /** Share of the variance of matched triples' scores that each part explains by itself. */
  readonly variance: readonly {
    readonly name: string;
    readonly shares: Readonly<Record<(typeof factors)[number] | 'rest', number>>;
  }[];
}

const pairTasks: readonly (PairTask & { readonly name: string })[] = [
  { name: 'a voice among matched harmonies', role: 'harmonic', seeker: 'voice', condition: 'matched' },
  { name: 'a harmony among matched voices', role: 'harmonic', seeker: 'part', condition: 'matched' },
  { name: 'a voice among matched drums', role: 'percussion', seeker: 'voice', condition: 'matched' },
  { name: 'drums among matched voices', role: 'percussion', seeker: 'part', condition: 'matched' },
  {
    name: 'a voice among harmonies in another key',
    role: 'harmonic',
    seeker: 'voice',
    condition: 'unmatched-key',
  },
];

const tripleTasks = [
  { name: 'a voice among matched triples', condition: 'matched' },
  { name: 'a voice among triples in another key', condition: 'unmatched-key' },
] as const;

/** Judges the clips' own parts against others' by each scorer; a task for which no clip has a wrong answer is left out. */
export async function evaluateScorers(
  clips: readonly EvaluatedClip[],
  scorers: readonly Scorer[],
  onTask: (name: string) => void = () => undefined,
): Promise<Evaluation> {
  const tasks: TaskFigures[] = [];
  for (const task of pairTasks) {
    onTask(task.name);
    const queries = pairQueries(clips, task);
    tasks.push(...(await figuresOf(task.name, scorers, (scorer) => judgePairs(scorer, queries))));
  }
  for (const { name, condition } of tripleTasks) {
    onTask(name);
    const queries = tripleQueries(clips, condition);
    tasks.push(...(await figuresOf(name, scorers, (scorer) => judgeTriples(scorer, queries))));
  }
  onTask('variance');
  const matched = tripleQueries(clips, 'matched');
  const variance = [];
  for (const scorer of scorers) if (matched.length > 0) variance.push(await varianceOf(scorer, matched));
  const compositions = new Set(clips.map(({ composition }) => composition)).size;
  return { clips: clips.length, compositions, tasks, variance };
}

async function figuresOf(
  task: string,
  scorers: readonly Scorer[],
  judge: (scorer: Scorer) => Promise<readonly JudgedQuery[]>,
): Promise<readonly TaskFigures[]> {
  const judged: { readonly name: string; readonly queries: readonly JudgedQuery[] }[] = [];
  for (const scorer of scorers) judged.push({ name: scorer.name, queries: await judge(scorer) });
  const [first, ...rest] = judged;
  if (first.queries.length === 0) return [];
  return [
    {
      task,
      scorers: judged.map(({ name, queries }) => ({ name, figures: retrievalFigures(queries) })),
      differences: rest.map(({ name, queries }) => ({
        ...{ name, less: first.name },
        by: pairedDifference(queries, first.queries),
      })),
    },
  ];
}

async function varianceOf(
  scorer: Scorer,
  queries: readonly TripleQuery[],
): Promise<Evaluation['variance'][number]> {
  const observations = [];
  for (const { seed, harmonics, percussions } of queries) {
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
