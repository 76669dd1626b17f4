import { resultCells, resultColumns } from './resultCells.js';
import type { ResultRow } from './resultRow.js';

/**
 * Results for a pipe: a line of headings, then a line each, tabs between; the last columns hold the id, where the audio lies, and the
 * reasons where they were asked for.
 */
export function resultLines(rows: readonly ResultRow[]): string {
  const explained = rows.some(({ why }) => why !== undefined);
  const lines = rows.map((row) => {
    const cells = resultCells(row);
    const reasons = explained ? [(row.why ?? []).join('; ')] : [];
    return [...resultColumns.map((name) => cells[name]), row.mashupId, row.path ?? '', ...reasons].join('\t');
  });
  return [[...resultColumns, 'id', 'path', ...(explained ? ['why'] : [])].join('\t'), ...lines].join('\n');
}
