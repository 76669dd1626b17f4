import { PipelineError } from '../../errors.js';
import type { SeedState } from '../../ports/seedState.js';
import type { ScoredPair, Scorer } from '../../ports/scorer.js';

/** A ranked seed, and what clips would be to it. */
export interface Reached {
  readonly seedClipId: string;
  /** A shortlist has room, or the ranking follows other terms: it is entered whatever they are worth. */
  readonly open: boolean;
  readonly pairs: readonly ScoredPair[];
  readonly thresholds: SeedState['thresholds'];
}

/** Seeds whose shortlists are entered: there is room, or a pre-score is no worse than the last's. */
export async function enteredBy(scorer: Scorer, reached: readonly Reached[]): Promise<readonly string[]> {
  const asked = reached.flatMap(({ open, pairs, thresholds }) =>
    open ? [] : pairs.filter((pair) => (scorer.bound?.(pair) ?? Infinity) >= (thresholds[pair.role] ?? 0)),
  );
  const scores = new Map<ScoredPair, number>();
  for (const [i, score] of (await preScores(scorer, asked)).entries()) scores.set(asked[i], score);
  return reached
    .filter(
      ({ open, pairs, thresholds }) =>
        open || pairs.some((pair) => (scores.get(pair) ?? -Infinity) >= (thresholds[pair.role] ?? 0)),
    )
    .map(({ seedClipId }) => seedClipId);
}

/**
 * Pre-scores of pairs. A seed with a damaged file must not keep the clip from the others: it is to be ranked, which tells what is wrong
 * with it.
 */
async function preScores(scorer: Scorer, pairs: readonly ScoredPair[]): Promise<readonly number[]> {
  await scorer.prepare(pairs.flatMap((pair) => [{ clip: pair.seed, role: 'vocal' }, pair]));
  return scorer.preScore(pairs).catch(async (error: unknown) => {
    if (PipelineError.from(error).code !== 'corrupt-blob') throw error;
    if (pairs.length === 1) return [Infinity];
    const scores: number[] = [];
    for (const pair of pairs) scores.push(...(await preScores(scorer, [pair])));
    return scores;
  });
}
