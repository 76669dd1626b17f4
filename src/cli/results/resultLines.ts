import { resultCells, resultColumns } from './resultCells.js';
import type { ResultRow } from './resultRow.js';

/** Results for a pipe: a line of headings, then a line each, tabs between; the last columns hold the id and where the audio lies. */
export function resultLines(rows: readonly ResultRow[]): string {
  const lines = rows.map((row) => {
    const cells = resultCells(row);
    return [...resultColumns.map((name) => cells[name]), row.mashupId, row.path ?? ''].join('\t');
  });
  return [[...resultColumns, 'id', 'path'].join('\t'), ...lines].join('\n');
}
