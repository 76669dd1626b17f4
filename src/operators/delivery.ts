import type { LogRecord } from '../ports/log.js';

/**
 * The obligation that comes with a consumed record. Every message derived from it holds it; when the last hold is released the
 * record settles, once, and what was deferred runs.
 */
export interface Delivery {
  readonly record: LogRecord;
  readonly attempt: number;
  hold(): void;
  release(): void;
  /** Runs `cleanup` when the delivery settles, last deferred first. */
  defer(cleanup: () => void): void;
}

export interface DeliveryOptions {
  readonly attempt?: number;
  readonly onSettled: () => void;
}

/** A delivery with one hold, that of the message it is created for. */
export function createDelivery(record: LogRecord, options: DeliveryOptions): Delivery {
  let holds = 1;
  const cleanups: (() => void)[] = [];
  return {
    record,
    attempt: options.attempt ?? 1,
    hold() {
      if (holds === 0)
        throw new Error(
          `delivery ${record.topic}/${record.partition}/${record.offset} held after it settled`,
        );
      holds++;
    },
    release() {
      if (holds === 0)
        throw new Error(`delivery ${record.topic}/${record.partition}/${record.offset} released twice`);
      if (--holds > 0) return;
      for (const cleanup of cleanups.reverse()) cleanup();
      options.onSettled();
    },
    defer(cleanup) {
      cleanups.push(cleanup);
    },
  };
}
