import { resultJson } from './resultJson.js';
import { resultLines } from './resultLines.js';
import type { ResultRow } from './resultRow.js';
import { resultTable } from './resultTable.js';

export interface ResultOutput {
  readonly json: boolean;
  readonly stdout: { readonly isTTY?: boolean; readonly columns?: number };
}

/** Where the audio lies, or how to make it. */
const place = ({ rank, mashupId, path }: ResultRow): string =>
  `${rank}: ${path ?? `mashstream render ${mashupId.slice(0, 8)}`}`;

/** Results as JSON for programs, as a table with places below it on a terminal, as plain lines in a pipe. */
export function resultText(rows: readonly ResultRow[], { json, stdout }: ResultOutput): string {
  if (json) return resultJson(rows);
  if (!stdout.isTTY) return resultLines(rows);
  return rows.length === 0 ? '' : [resultTable(rows, stdout.columns ?? 80), ...rows.map(place)].join('\n');
}
