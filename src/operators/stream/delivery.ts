import type { LogRecord } from '../../ports/log.js';

/**
 * The obligation that comes with a consumed record. Every message derived from it holds it; when the last hold is released the
 * record settles, once, and what was deferred runs. Of a lost record nothing is settled: it is another's.
 */
export interface Delivery {
  readonly record: LogRecord;
  readonly attempt: number;
  /** Aborted when the record is another worker's: its work is to stop, and nothing of it may be written. */
  readonly lost: AbortSignal;
  /** The offset after the last record known to lie in the record's partition. */
  readonly end: () => number;
  hold(): void;
  release(): void;
  /** Releases as well, but the record does not settle: it comes again at the next start. */
  handBack(): void;
  /** Runs `cleanup` when the last hold is released, last deferred first. */
  defer(cleanup: () => void): void;
  /** Counts durably that heavy work on the record begins; resolves to what takes that back. */
  begin(): Promise<() => void>;
  /** Nothing new shall be begun: what is in hand is finished, the rest handed back. */
  draining(): boolean;
}

export interface DeliveryOptions {
  readonly attempt?: number;
  readonly lost?: AbortSignal;
  readonly end?: () => number;
  readonly onSettled: () => void;
  readonly onHandedBack?: () => void;
  readonly begin?: Delivery['begin'];
  readonly draining?: Delivery['draining'];
}

/** A delivery with one hold, that of the message it is created for. */
export function createDelivery(record: LogRecord, options: DeliveryOptions): Delivery {
  let holds = 1;
  let handedBack = false;
  const { attempt = 1, lost = new AbortController().signal, end = () => record.offset + 1 } = options;
  const cleanups: (() => void)[] = [];
  const place = `${record.topic}/${record.partition}/${record.offset}`;
  const release = (): void => {
    if (holds === 0) throw new Error(`delivery ${place} released twice`);
    if (--holds > 0) return;
    for (const cleanup of cleanups.reverse()) cleanup();
    if (handedBack || lost.aborted) options.onHandedBack?.();
    else options.onSettled();
  };
  return {
    ...{ record, attempt, lost, end },
    hold() {
      if (holds === 0) throw new Error(`delivery ${place} held after it settled`);
      holds++;
    },
    release,
    handBack() {
      handedBack = true;
      release();
    },
    defer(cleanup) {
      cleanups.push(cleanup);
    },
    begin: options.begin ?? (() => Promise.resolve(() => undefined)),
    draining: options.draining ?? (() => false),
  };
}
