import type { Clip } from '../../../domain/clip.js';
import type { Decibels } from '../../../domain/units.js';
import type { Estimate } from '../../../evaluation/bootstrap.js';
import type { EvaluatedClip } from '../../../evaluation/evaluatedClip.js';
import { judgePairs } from '../../../evaluation/judgeQueries.js';
import { pairQueries, type PairQuery } from '../../../evaluation/pairQueries.js';
import { questions } from '../../../evaluation/questions.js';
import {
  pairedDifference,
  retrievalFigures,
  type JudgedQuery,
  type RetrievalFigures,
} from '../../../evaluation/retrievalFigures.js';
import { rowsWithLeak } from '../../../evaluation/rowsWithLeak.js';
import { withLeak } from '../../../evaluation/withLeak.js';
import { prepareStem } from '../../../mashability/features/prepareStem.js';
import type { Scorer, ScoredPair } from '../../../ports/scorer.js';
import { unwarpedStems, type MadeStems } from './madeStems.js';

/** How far a made leak lies below the part that it leaks into. */
export const leakLevel: Decibels = -12;

/** Each question of matched pairs, by stems as they are and with bleed. */
export interface BleedFigures {
  readonly clips: number;
  readonly leakLevel: Decibels;
  readonly tasks: readonly {
    readonly task: string;
    readonly rows: readonly {
      readonly scorer: string;
      readonly stems: string;
      readonly figures: RetrievalFigures;
      /** Area less that of true stems, query by query; none for those. */
      readonly less?: Estimate;
    }[];
  }[];
}

export interface BleedOptions {
  /** Scorers that judge pairs. */
  readonly scorers: readonly Scorer[];
  readonly stems: MadeStems;
  /** The clip with its stems separated from their sum; left out: that is not asked. */
  readonly separated?: ReadonlyMap<Clip, Clip>;
}

/**
 * How much of what a scorer tells comes of bleed. A voice that leaks into its own song's parts gives them away; where it leaks into all candidates alike it
 * tells nothing, and what is left is the music.
 */
export async function bleedControl(
  clips: readonly EvaluatedClip[],
  options: BleedOptions,
): Promise<BleedFigures> {
  const { scorers, stems, separated } = options;
  const asked = separated ? clips.filter(({ clip }) => separated.has(clip)) : clips;
  const tasks: BleedFigures['tasks'][number][] = [];
  for (const question of questions) {
    if (question.kind !== 'pair' || question.condition !== 'matched') continue;
    const queries = pairQueries(asked, question, unwarpedStems(stems));
    if (queries.length === 0) continue;
    const rows: BleedFigures['tasks'][number]['rows'][number][] = [];
    for (const scorer of scorers) {
      let truth: readonly JudgedQuery[] | undefined;
      for (const [name, pairOf] of changes(options)) {
        const judged = await judgePairs(
          scorer,
          queries.map((query) => changed(query, pairOf)),
        );
        const less = truth && pairedDifference(judged, truth);
        truth ??= judged;
        rows.push({
          scorer: scorer.name,
          stems: name,
          figures: retrievalFigures(judged),
          ...(less && { less }),
        });
      }
    }
    tasks.push({ task: question.name, rows });
  }
  return { clips: asked.length, leakLevel, tasks };
}

type Change = (pair: ScoredPair) => ScoredPair;

const changed = ({ composition, right, wrong }: PairQuery, pairOf: Change): PairQuery => ({
  composition,
  right: pairOf(right),
  wrong: wrong.map(pairOf),
});

/** What is done to the parts, by name; the first is nothing. */
function changes({ stems, separated }: BleedOptions): readonly (readonly [name: string, Change])[] {
  /** `voice`: of which clip; `at`: by which the leak must be moved to be heard at its own pitch. */
  const leaking = (pair: ScoredPair, voice: Clip, at: number): ScoredPair => ({
    ...pair,
    clip: stems.make(pair.clip, {
      async stem(role, seed) {
        const [part, leak] = [await stems.stem(pair.clip, role, seed), await stems.stem(voice, 'vocal')];
        return prepareStem(withLeak(part.features, { from: leak.features, level: leakLevel, shift: at }));
      },
      async rows(role, seed) {
        const [part, leak] = [await stems.rows(pair.clip, role, seed), await stems.rows(voice, 'vocal')];
        return rowsWithLeak(part, { from: leak, level: leakLevel, shift: at });
      },
    }),
  });
  const own: Change = (pair) => (pair.clip.supplies.vocal ? leaking(pair, pair.clip, 0) : pair);
  const inAll: Change = (pair) => leaking(pair, pair.seed, pair.shift);
  const split: Change = (pair) => ({
    ...pair,
    seed: separated?.get(pair.seed) ?? pair.seed,
    clip: separated?.get(pair.clip) ?? pair.clip,
  });
  return [
    ['true', (pair) => pair],
    ['each with its own voice in it', own],
    ['the seed’s voice in all', inAll],
    ...(separated
      ? ([
          ['separated', split],
          ['separated, the seed’s voice in all', (pair: ScoredPair) => inAll(split(pair))],
        ] as const)
      : []),
  ];
}
