import type { LogRecord } from '../../../ports/log.js';
import { damaged } from '../database/damaged.js';
import { rawPartsOf } from './rawParts.js';
import { textOf, type TextBytes } from '../database/textColumn.js';

/** A row of `records`, as a sound file holds it. */
export interface RecordRow {
  readonly seq: number;
  readonly partition: number;
  readonly offset: number;
  readonly key: TextBytes;
  readonly value: ArrayBuffer | null;
  readonly headers: TextBytes;
  readonly raw: TextBytes | null;
  readonly timestamp: number;
}

/** The record of a row; `unreadable` where that is not as it was written. */
export function storedRecord(row: RecordRow, topic: string, path: string): LogRecord {
  const { partition, offset, value, timestamp } = row;
  const numbers = [partition, offset, timestamp].every(Number.isSafeInteger);
  if (!numbers || !(value === null || value instanceof ArrayBuffer)) throw damaged('a record', path);
  return {
    ...{ topic, partition, offset, timestamp },
    key: textOf(row.key, path),
    headers: headersOf(textOf(row.headers, path), path),
    value: value === null ? null : new Uint8Array(value),
    ...(row.raw && rawPartsOf(textOf(row.raw, path), path)),
  };
}

function headersOf(json: string, path: string): LogRecord['headers'] {
  if (json === '{}') return {};
  try {
    const found: unknown = JSON.parse(json);
    if (isHeaders(found)) return found;
  } catch (cause) {
    throw damaged('the headers of a record', path, cause);
  }
  throw damaged('the headers of a record', path);
}

const isHeaders = (value: unknown): value is LogRecord['headers'] =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((text) => typeof text === 'string');
