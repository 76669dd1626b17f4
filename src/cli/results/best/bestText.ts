import type { RankingView } from './rankingView.js';
import { resultObject } from '../rows/resultObject.js';
import { resultText, type ResultOutput } from '../rows/resultText.js';
import { wholeRows } from '../rows/wholeRows.js';

/** The best mashups of all, with a heading; for programs one line of type `best`. */
export function bestText(scorer: string, view: RankingView, output: ResultOutput): string {
  const rows = wholeRows(view);
  if (output.json) return JSON.stringify({ type: 'best', scorer, mashups: rows.map(resultObject) });
  return rows.length === 0 ? 'No mashups yet.' : `The best (by ${scorer}):\n${resultText(rows, output)}`;
}
