import { Observable } from 'rxjs';
import { PipelineError } from '../../../errors.js';
import type { LogRecord, ReadTableOptions } from '../../../ports/log.js';
import type { Patience } from '../../shared/patience.js';
import type { RecordTable } from './recordTable.js';
import { repeatedly } from './repeatedly.js';
import type { WakeUps } from './wakeUps.js';

export interface TableReaderParts {
  readonly records: RecordTable;
  readonly wakeUps: WakeUps;
  readonly patience: Patience;
}

/** Records read at a time, so that a long table does not hold up the event loop. */
const batch = 256;

/** Newest record of each key, or all since a place, then the end, or with `follow` every later record as it comes. */
export function tableReader(
  { records, wakeUps, patience }: TableReaderParts,
  topic: string,
  { follow = false, since }: ReadTableOptions = {},
): Observable<LogRecord> {
  const isBefore = ({ partition, offset }: LogRecord): boolean => offset < (since?.at(partition) ?? 0);
  return new Observable((subscriber) => {
    let seq = since ? undefined : 0;
    let caughtUp = since !== undefined;
    const readOn = (): boolean => {
      seq ??= records.seqBefore(topic, since ?? []);
      const found = caughtUp
        ? records.readAfter(topic, seq, batch)
        : records.readNewestAfter(topic, seq, batch);
      for (const { seq: at, record } of found) {
        if (subscriber.closed) return false;
        seq = at;
        if (!isBefore(record)) subscriber.next(record);
      }
      if (found.length > 0) return true;
      if (!follow) subscriber.complete();
      caughtUp = true;
      return false;
    };
    const fail = (error: unknown): void => subscriber.error(PipelineError.from(error));
    const reading = repeatedly(readOn, { patience, fail });
    const forget = follow ? wakeUps.add(reading.soon) : () => undefined;
    reading.soon();
    return () => {
      forget();
      reading.stop();
    };
  });
}
