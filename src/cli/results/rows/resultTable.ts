import Table from 'cli-table3';
import stringWidth from 'string-width';
import { fitText } from '../../text/fitText.js';
import { padText } from '../../text/padText.js';
import { wrapText } from '../../text/wrapText.js';
import { resultBlocks } from './resultBlocks.js';
import { resultCells, resultColumns, type ResultCells } from './resultCells.js';
import type { ResultRow } from './resultRow.js';
import { withoutArtists } from './withoutArtists.js';

const sources = new Set<keyof ResultCells>(['vocal', 'harmonic', 'percussion']);
const numbers = new Set<keyof ResultCells>(['#', 'key %', 'bpm', 'shift', 'score']);

/** Narrower than this a song cannot be told from another. */
const leastSource = 8;

/**
 * A table in at most `columns` columns of a terminal, the reasons below each row; too few for whole names leave the artists out, too few
 * for titles of eight letters give a block of lines for each mashup.
 */
export function resultTable(rows: readonly ResultRow[], columns: number): string {
  const full = layoutOf(rows.map(resultCells), columns);
  if (full.whole) return draw(rows, full);
  const short = withoutArtists(rows);
  const layout = layoutOf(short.map(resultCells), columns);
  return layout.fits ? draw(short, layout) : resultBlocks(rows, columns);
}

interface Layout {
  /** Columns of a source. */
  readonly most: number;
  /** Heading of the third source. */
  readonly third: 'percussion' | 'drums';
  readonly fits: boolean;
  /** No name has to be cut off. */
  readonly whole: boolean;
}

/** How wide a source may be so that the table fits; the long heading gives way before the names do. */
function layoutOf(cells: readonly ResultCells[], columns: number): Layout {
  const widthOf = (name: keyof ResultCells): number =>
    Math.max(...cells.map((row) => stringWidth(row[name])));
  const wanted = Math.max(...[...sources].map(widthOf));
  const tableWidth = (most: number, third: Layout['third']): number =>
    resultColumns.reduce(
      (sum, name) => {
        const head = stringWidth(headOf(name, third));
        return sum + Math.max(head, sources.has(name) ? Math.min(widthOf(name), most) : widthOf(name));
      },
      3 * resultColumns.length + 1,
    );
  let most = wanted;
  while (most > leastSource && tableWidth(most, 'drums') > columns) most -= 1;
  const third = tableWidth(most, 'percussion') <= columns ? 'percussion' : 'drums';
  const fits = tableWidth(most, third) <= columns;
  return { most, third, fits, whole: fits && most === wanted };
}

const headOf = (name: keyof ResultCells, third: Layout['third']): string =>
  name === 'percussion' ? third : name;

function draw(rows: readonly ResultRow[], { most, third }: Layout): string {
  const table = new Table({
    head: resultColumns.map((name) => headOf(name, third)),
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
