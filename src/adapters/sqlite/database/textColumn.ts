import { damaged } from './damaged.js';

/**
 * A text of a damaged file may be no UTF-8, at which libsql ends the process: so texts are selected as bytes and read here.
 * `SELECT ${asBytes('json')}` gives a column `json` of type TextBytes.
 */
export const asBytes = (column: string): string => `CAST(${column} AS BLOB) AS ${column.split('.').at(-1)}`;

export type TextBytes = ArrayBuffer;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a column that was selected as bytes; `unreadable` where it is none. */
export function textOf(bytes: TextBytes, path: string): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw damaged('a text', path, cause);
  }
}
