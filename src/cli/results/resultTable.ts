import Table from 'cli-table3';
import stringWidth from 'string-width';
import { fitText } from '../text/fitText.js';
import { resultCells, resultColumns, type ResultCells } from './resultCells.js';
import { resultBlocks } from './resultBlocks.js';
import type { ResultRow } from './resultRow.js';

const sources = new Set<string>(['vocal', 'harmonic', 'percussion']);
const numbers = new Set<string>(['#', 'bpm', 'shift', 'score']);

/** Narrower than this a source cannot be told from another. */
const leastSource = 12;

/** A table in at most `columns` columns of a terminal; too few for a table give a block of lines for each mashup. */
export function resultTable(rows: readonly ResultRow[], columns: number): string {
  const cells = rows.map(resultCells);
  const most = widestSource(cells, columns);
  return most === undefined ? resultBlocks(cells, columns) : draw(cells, most);
}

/** How wide a source may be so that the table fits; undefined where that would be too narrow. */
function widestSource(cells: readonly ResultCells[], columns: number): number | undefined {
  const widths = resultColumns.map((name) => ({
    isSource: sources.has(name),
    width: Math.max(stringWidth(name), ...cells.map((row) => stringWidth(row[name]))),
  }));
  const frame = 3 * resultColumns.length + 1;
  const tableWidth = (most: number): number =>
    widths.reduce((sum, { isSource, width }) => sum + (isSource ? Math.min(width, most) : width), frame);
  const wanted = Math.max(...widths.map(({ isSource, width }) => (isSource ? width : 0)));
  for (let most = wanted; most >= Math.min(wanted, leastSource); most -= 1)
    if (tableWidth(most) <= columns) return most;
  return undefined;
}

function draw(cells: readonly ResultCells[], most: number): string {
  const table = new Table({
    head: [...resultColumns],
    colAligns: resultColumns.map((name) => (numbers.has(name) ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
  });
  for (const row of cells)
    table.push(resultColumns.map((name) => (sources.has(name) ? fitText(row[name], most) : row[name])));
  return table.toString();
}
