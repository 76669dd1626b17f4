import type { RankingView } from '../best/rankingView.js';
import type { ResultRow } from './resultRow.js';
import { resultRowOf } from './resultRowOf.js';

/** A row for each mashup whose parts are all there still. */
export const wholeRows = ({ mashups, clips, pathOf, explain }: RankingView): readonly ResultRow[] =>
  mashups
    .filter(({ parts }) => parts.every(({ clipId }) => clips.has(clipId)))
    .map((mashup, i) => resultRowOf(mashup, clips, { rank: i + 1, path: pathOf?.(mashup), explain }));
