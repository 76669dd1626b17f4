import type { Failure } from '../operators/stream/message.js';
import type { LogRecord, NewRecord, RawHeader } from '../ports/log.js';
import { largestRecord, recordSize } from '../ports/recordSize.js';
import { longestId } from '../domain/text/nameProblem.js';
import { shortText } from '../domain/text/shortText.js';

/** Of a record that is too large, so much of the value is kept, to tell what it was. */
const bytesKept = 4096;

/**
 * The original record with what went wrong in headers (design §4). It can always be written: of a record that leaves no room for that, only the beginning
 * of key and value is kept, and headers say so.
 */
export function deadLetterOf(failure: Failure): NewRecord {
  const { record } = failure.delivery;
  const headers = errorHeaders(failure);
  const { key, value, rawKey, rawHeaders } = record;
  const whole = {
    ...{ key, value, headers: { ...record.headers, ...headers } },
    ...(rawKey !== undefined && { rawKey }),
    ...(rawHeaders && { rawHeaders: withHeaders(rawHeaders, headers) }),
  };
  return recordSize(whole) <= largestRecord ? whole : cut(record, headers);
}

const encoder = new TextEncoder();

const withHeaders = (
  raw: readonly RawHeader[],
  headers: Readonly<Record<string, string>>,
): readonly RawHeader[] => [
  ...raw.filter(([name]) => !(name in headers)),
  ...Object.entries(headers).map(([name, text]): RawHeader => [name, encoder.encode(text)]),
];

const errorHeaders = ({ delivery, error, stage }: Failure): Readonly<Record<string, string>> => ({
  'error.code': error.code,
  'error.message': error.message,
  'error.stage': stage,
  'error.topic': delivery.record.topic,
  'error.partition': String(delivery.record.partition),
  'error.offset': String(delivery.record.offset),
  'error.attempt': String(delivery.attempt),
  'error.timestamp': String(delivery.record.timestamp),
});

const cut = (record: LogRecord, headers: Readonly<Record<string, string>>): NewRecord => ({
  key: shortText(record.key, longestId),
  ...(record.rawKey !== undefined && { rawKey: record.rawKey && record.rawKey.slice(0, longestId) }),
  value: record.value && record.value.slice(0, bytesKept),
  headers: {
    ...headers,
    'error.cut': `the record had ${recordSize(record)} bytes; its headers are left out, its value ends after ${bytesKept} bytes, its key after ${longestId} ${record.rawKey ? 'bytes' : 'characters'}`,
  },
});
