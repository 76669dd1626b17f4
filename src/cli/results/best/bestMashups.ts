import type { Mashup, Ranking } from '../../../domain/mashup.js';
import { byScore, pickMashups, type PickOptions } from './pickMashups.js';

/** The best mashups of all rankings, best first, as pickMashups() allows. */
export function bestMashups(rankings: readonly Ranking[], options: PickOptions): readonly Mashup[] {
  const pick = pickMashups(options);
  for (const mashup of rankings.flatMap(({ mashups }) => mashups).sort(byScore)) pick.offer(mashup);
  return pick.picked;
}
