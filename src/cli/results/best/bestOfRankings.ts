import type { Mashup, Ranking } from '../../../domain/mashup.js';
import { byScore, pickMashups, type PickOptions } from './pickMashups.js';

/** A ranking on its way, and the score that no mashup in it, nor in any that comes later, exceeds. */
export interface BoundedRanking {
  readonly best: number;
  readonly ranking: Ranking;
}

/** bestMashups() of rankings that come best first: reads only as many as it takes to fill the list. */
export async function bestOfRankings(
  rankings: AsyncIterable<BoundedRanking>,
  options: PickOptions,
): Promise<readonly Mashup[]> {
  const pick = pickMashups(options);
  if (pick.full()) return [];
  let open: Mashup[] = [];
  for await (const { best, ranking } of rankings) {
    open
      .sort(byScore)
      .filter(({ score }) => score > best)
      .forEach(pick.offer);
    if (pick.full()) return pick.picked;
    // What has just the same score may still be preceded by one with an earlier id.
    open = [...open.filter(({ score }) => score <= best), ...ranking.mashups];
  }
  open.sort(byScore).forEach(pick.offer);
  return pick.picked;
}
