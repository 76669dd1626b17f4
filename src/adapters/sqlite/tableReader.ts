import { Observable } from 'rxjs';
import { PipelineError } from '../../errors.js';
import type { LogRecord } from '../../ports/log.js';
import type { RecordTable } from './recordTable.js';
import type { WakeUps } from './wakeUps.js';

export interface TableReaderParts {
  readonly records: RecordTable;
  readonly wakeUps: WakeUps;
}

/** Records read at a time, so that a long table does not hold up the event loop. */
const batch = 256;

/** Newest record of each key, then the end, or with `follow` every later record as it comes. */
export function tableReader(
  { records, wakeUps }: TableReaderParts,
  topic: string,
  follow: boolean,
): Observable<LogRecord> {
  return new Observable((subscriber) => {
    let seq = 0;
    let caughtUp = false;
    let next: NodeJS.Immediate | undefined;
    const readOn = (): void => {
      next = undefined;
      const found = caughtUp
        ? records.readAfter(topic, seq, batch)
        : records.readNewestAfter(topic, seq, batch);
      for (const { seq: at, record } of found) {
        if (subscriber.closed) return;
        seq = at;
        subscriber.next(record);
      }
      if (found.length > 0) return soon();
      if (!follow) return subscriber.complete();
      caughtUp = true;
    };
    const soon = (): void => {
      if (!subscriber.closed) next ??= setImmediate(guarded(readOn, (error) => subscriber.error(error)));
    };
    const forget = follow ? wakeUps.add(soon) : () => undefined;
    soon();
    return () => {
      forget();
      clearImmediate(next);
    };
  });
}

const guarded = (work: () => void, failed: (error: PipelineError) => void) => (): void => {
  try {
    work();
  } catch (error) {
    failed(PipelineError.from(error));
  }
};
