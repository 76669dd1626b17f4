import { camelot } from '../../domain/camelot.js';
import { keyName } from '../../domain/key.js';
import type { ResultRow } from './resultRow.js';

/** Results for programs: one JSON object a line, type `mashup`, numbers as they are. */
export function resultJson(rows: readonly ResultRow[]): string {
  return rows
    .map(({ key, ...row }) =>
      JSON.stringify({ type: 'mashup', ...row, key: { name: keyName(key), camelot: camelot(key) } }),
    )
    .join('\n');
}
