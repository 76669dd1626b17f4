import Table from 'cli-table3';
import stringWidth from 'string-width';
import { fitText } from '../text/fitText.js';
import { padText } from '../text/padText.js';
import { wrapText } from '../text/wrapText.js';
import { resultBlocks } from './resultBlocks.js';
import { resultCells, resultColumns, type ResultCells } from './resultCells.js';
import type { ResultRow } from './resultRow.js';
import { withoutArtists } from './withoutArtists.js';

const sources = new Set<string>(['vocal', 'harmonic', 'percussion']);
const numbers = new Set<string>(['#', 'key %', 'bpm', 'shift', 'score']);

/** Narrower than this a song cannot be told from another. */
const leastSource = 8;

/**
 * A table in at most `columns` columns of a terminal, the reasons below each row; too few for whole names leave the artists out, too few
 * for titles of eight letters give a block of lines for each mashup.
 */
export function resultTable(rows: readonly ResultRow[], columns: number): string {
  const full = widestSource(rows.map(resultCells), columns);
  if (full.whole) return draw(rows, full.most);
  const short = withoutArtists(rows);
  const { most, fits } = widestSource(short.map(resultCells), columns);
  return fits ? draw(short, most) : resultBlocks(rows, columns);
}

interface SourceWidth {
  readonly most: number;
  readonly fits: boolean;
  /** No name has to be cut off. */
  readonly whole: boolean;
}

/** How wide a source may be so that the table fits. */
function widestSource(cells: readonly ResultCells[], columns: number): SourceWidth {
  const widths = resultColumns.map((name) => ({
    name,
    width: Math.max(sources.has(name) ? 0 : stringWidth(name), ...cells.map((row) => stringWidth(row[name]))),
  }));
  const frame = 3 * resultColumns.length + 1;
  const widthAt = (name: string, width: number, most: number): number =>
    sources.has(name) ? Math.max(Math.min(width, most), stringWidth(headOf(name, most))) : width;
  const tableWidth = (most: number): number =>
    widths.reduce((sum, { name, width }) => sum + widthAt(name, width, most), frame);
  const wanted = Math.max(...widths.map(({ name, width }) => (sources.has(name) ? width : 0)));
  let most = wanted;
  while (most > leastSource && tableWidth(most) > columns) most -= 1;
  const fits = tableWidth(most) <= columns;
  return { most, fits, whole: fits && most === wanted };
}

/** Where titles are cut off their heading may not be wider. */
const headOf = (name: string, most: number): string =>
  name === 'percussion' && most < stringWidth(name) ? 'drums' : name;

function draw(rows: readonly ResultRow[], most: number): string {
  const table = new Table({
    head: resultColumns.map((name) => headOf(name, most)),
    colAligns: resultColumns.map((name) => (numbers.has(name) ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
  });
  for (const cells of rows.map(resultCells))
    table.push(resultColumns.map((name) => (sources.has(name) ? fitText(cells[name], most) : cells[name])));
  // Compact: three lines of heading, one a row, one below.
  const lines = table.toString().split('\n');
  const width = stringWidth(lines[0]);
  return lines.flatMap((line, i) => [line, ...reasons(rows.at(i - 3), i >= 3, width)]).join('\n');
}

/** The reasons of a row, in lines that fit into the table's frame. */
function reasons(row: ResultRow | undefined, isRow: boolean, width: number): string[] {
  if (!isRow || !row?.why) return [];
  return row.why
    .flatMap((reason) => wrapText(reason, width - 8))
    .map((line) => `│     ${padText(line, width - 8)} │`);
}
