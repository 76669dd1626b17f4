import { lossController } from '../../../src/adapters/shared/lossController.js';
import { NEVER, concatWith, from } from 'rxjs';
import type { ConsumedRecord, Consumption, Log, LogRecord } from '../../../src/ports/log.js';

export interface ArrayLog {
  readonly log: Log;
  /** Resolves when all records have settled. */
  readonly done: Promise<void>;
}

/** No log at all: hands out the records of an array at once, and takes what is written without keeping it. */
export function arrayLog(records: readonly LogRecord[]): ArrayLog {
  let left = records.length;
  let finish = (): void => undefined;
  const done = new Promise<void>((resolve) => (finish = resolve));
  const lost = lossController().signal;
  const consumed = records.map((record): ConsumedRecord => {
    const settle = (): void => {
      left -= 1;
      if (left === 0) finish();
    };
    return { record, generation: 1, settle, lost, end: () => records.length };
  });
  const none = (): never => {
    throw new Error('There is no log.');
  };
  const consumption: Consumption = {
    records$: from(consumed).pipe(concatWith(NEVER)),
    takeNoMore: () => undefined,
    leave: () => Promise.resolve(),
    owns: () => true,
    hindrance: () => undefined,
  };
  const log: Log = {
    append: () => Promise.resolve(),
    consume: () => consumption,
    ...{ readTable: none, newestOf: none, end: none, waits: none, lag: none },
    close: () => Promise.resolve(),
  };
  return { log, done };
}
