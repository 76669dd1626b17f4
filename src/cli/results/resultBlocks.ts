import { fitText } from '../text/fitText.js';
import type { ResultCells } from './resultCells.js';

/** Results for a narrow terminal: a few lines for each mashup, at most `columns` wide. */
export function resultBlocks(cells: readonly ResultCells[], columns: number): string {
  return cells
    .map((row) =>
      [
        `${row['#']}. score ${row.score}`,
        `   vocal      ${row.vocal}`,
        `   harmonic   ${row.harmonic}`,
        `   percussion ${row.percussion}`,
        `   ${row.key}, ${row.bpm} bpm`,
        `   shift ${row.shift}, stretch ${row.stretch}`,
      ]
        .map((line) => fitText(line, columns))
        .join('\n'),
    )
    .join('\n');
}
