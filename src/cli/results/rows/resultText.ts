import { commandLine, type Places } from '../../commandLine.js';
import { resultJson } from './resultJson.js';
import { resultLines } from './resultLines.js';
import type { ResultRow } from './resultRow.js';
import { resultTable } from './resultTable.js';

export interface ResultOutput {
  readonly json: boolean;
  readonly stdout: { readonly isTTY?: boolean; readonly columns?: number };
  /** Folders that a command has to name to render a mashup. */
  readonly places: Places;
}

/** Where the audio lies, or how to make it. */
const place = ({ rank, mashupId, path }: ResultRow, places: Places): string =>
  `${rank}: ${path ?? commandLine(['render', mashupId.slice(0, 8)], places)}`;

/** Results as JSON for programs, as a table with places below it on a terminal, as plain lines in a pipe. */
export function resultText(rows: readonly ResultRow[], { json, stdout, places }: ResultOutput): string {
  if (json) return resultJson(rows);
  if (!stdout.isTTY) return resultLines(rows);
  if (rows.length === 0) return '';
  return [resultTable(rows, stdout.columns ?? 80), ...rows.map((row) => place(row, places))].join('\n');
}
