import type { Failure } from '../operators/message.js';
import type { NewRecord } from '../ports/log.js';

/** The original record with what went wrong in headers (design §4). */
export function deadLetterOf({ delivery, error, stage }: Failure): NewRecord {
  const { record, attempt } = delivery;
  return {
    key: record.key,
    value: record.value,
    headers: {
      ...record.headers,
      'error.code': error.code,
      'error.message': error.message,
      'error.stage': stage,
      'error.topic': record.topic,
      'error.partition': String(record.partition),
      'error.offset': String(record.offset),
      'error.attempt': String(attempt),
      'error.timestamp': String(record.timestamp),
    },
  };
}
