import type { LogRecord } from '../../../ports/log.js';

export interface NewestRecords {
  add(record: LogRecord): void;
  /** In the order in which they came. */
  readonly all: () => readonly LogRecord[];
}

/** The newest record of each key; keys that are no text are told apart by their bytes, records without a key supersede nothing. */
export function newestRecords(): NewestRecords {
  const newest = new Map<string, LogRecord>();
  return {
    add(record) {
      const name = nameOf(record);
      // A Map keeps the order of insertion: the newest goes to the end.
      newest.delete(name);
      newest.set(name, record);
    },
    all: () => [...newest.values()],
  };
}

function nameOf({ key, rawKey, partition, offset }: LogRecord): string {
  if (rawKey === undefined) return `text ${key}`;
  return rawKey === null ? `place ${partition}/${offset}` : `bytes ${Buffer.from(rawKey).toString('base64')}`;
}
