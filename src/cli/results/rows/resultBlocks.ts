import { fitText } from '../../text/fitText.js';
import { wrapText } from '../../text/wrapText.js';
import { resultCells } from './resultCells.js';
import type { ResultRow } from './resultRow.js';

/** Results for a narrow terminal: a few lines for each mashup, at most `columns` wide. */
export const resultBlocks = (rows: readonly ResultRow[], columns: number): string =>
  rows.map((row) => blockOf(row, columns)).join('\n');

function blockOf(row: ResultRow, columns: number): string {
  const cells = resultCells(row);
  const lines = [
    `${cells['#']}. score ${cells.score}`,
    `   vocal      ${cells.vocal}`,
    `   harmonic   ${cells.harmonic}`,
    `   percussion ${cells.percussion}`,
    `   ${cells.key} (${cells['key %']} %), ${cells.bpm} bpm`,
    `   shift ${cells.shift}, stretch ${cells.stretch}`,
  ].map((line) => fitText(line, columns));
  const reasons = (row.why ?? []).flatMap((reason) => wrapText(reason, columns - 3));
  return [...lines, ...reasons.map((line) => `   ${line}`)].join('\n');
}
