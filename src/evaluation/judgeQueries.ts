import type { Scorer } from '../ports/scorer.js';
import type { PairQuery } from './pairQueries.js';
import type { JudgedQuery } from './retrievalFigures.js';
import type { TripleQuery } from './tripleQueries.js';

/** Scores of pairs. */
export async function judgePairs(
  scorer: Scorer,
  queries: readonly PairQuery[],
): Promise<readonly JudgedQuery[]> {
  const judged: JudgedQuery[] = [];
  for (const { composition, right, wrong } of queries) {
    const pairs = [right, ...wrong];
    await scorer.prepare(
      pairs.flatMap(({ seed, role, clip }) => [{ clip: seed, role: 'vocal' } as const, { clip, role }]),
    );
    const [first, ...rest] = await scorer.preScore(pairs);
    judged.push({ composition, right: first, wrong: rest });
  }
  return judged;
}

/** Scores of triples: the voice's own parts, as they are, against pairs of others. */
export async function judgeTriples(
  scorer: Scorer,
  queries: readonly TripleQuery[],
): Promise<readonly JudgedQuery[]> {
  const judged: JudgedQuery[] = [];
  for (const { composition, seed, wrong: grids } of queries) {
    const [[right]] = await scorer.score(seed, [{ clip: seed, shift: 0 }], [seed]);
    const wrong: number[] = [];
    for (const { harmonics, percussions } of grids) {
      const rows = await scorer.score(seed, harmonics, percussions);
      wrong.push(...rows.flat().map(({ score }) => score));
    }
    judged.push({ composition, right: right.score, wrong });
  }
  return judged;
}
