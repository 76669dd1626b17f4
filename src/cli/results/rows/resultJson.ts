import { resultObject } from './resultObject.js';
import type { ResultRow } from './resultRow.js';

/** Results for programs: one JSON object a line, type `mashup`. */
export const resultJson = (rows: readonly ResultRow[]): string =>
  rows.map((row) => JSON.stringify({ type: 'mashup', ...resultObject(row) })).join('\n');
