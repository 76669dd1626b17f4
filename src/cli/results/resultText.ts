import { resultJson } from './resultJson.js';
import { resultLines } from './resultLines.js';
import type { ResultRow } from './resultRow.js';
import { resultTable } from './resultTable.js';

export interface ResultOutput {
  readonly json: boolean;
  readonly stdout: { readonly isTTY?: boolean; readonly columns?: number };
}

/** Results as JSON for programs, as a table on a terminal, as plain lines in a pipe. */
export function resultText(rows: readonly ResultRow[], { json, stdout }: ResultOutput): string {
  if (json) return resultJson(rows);
  return stdout.isTTY ? resultTable(rows, stdout.columns ?? 80) : resultLines(rows);
}
