import { EMPTY, finalize, Observable, concatMap } from 'rxjs';
import type { ValueOf, ValueTopic } from '../domain/topics.js';
import { PipelineError } from '../errors.js';
import { createDelivery, type Delivery } from '../operators/delivery.js';
import type { Outcome } from '../operators/message.js';
import type { Attempts } from '../ports/attempts.js';
import type { ConsumedRecord, LogRecord } from '../ports/log.js';
import { readRecord } from './readRecord.js';

export interface SourceOptions {
  /** Where beginnings of heavy work are counted. */
  readonly attempts: Attempts;
  /** True once nothing new shall be begun. */
  readonly draining?: () => boolean;
  /** Called with the record when work on it begins. */
  readonly onBegun?: (record: LogRecord) => void;
  /** Called with the record when it has settled, or was handed back. */
  readonly onSettled?: (record: LogRecord) => void;
}

export interface MessageSource<T extends ValueTopic> {
  readonly messages$: Observable<Outcome<ValueOf<T> | null>>;
  /** Something in hand may have ended the stream: each record in hand keeps an attempt for it. */
  readonly blame: () => void;
}

/** A record that ended its process so often is tried once more, alone; when that ends the process too, it is a dead letter. */
const maxAttempts = 3;

interface InFlight {
  readonly record: LogRecord;
  readonly settles: (() => void)[];
}

const placeOf = (record: LogRecord): string => `${record.topic}/${record.partition}/${record.offset}`;

/**
 * Turns consumed records of one topic into messages that carry their delivery. A record that does not parse, or ended its process too
 * often, is a failure. A record that comes again while its work runs attaches to it.
 */
export function messageSource<T extends ValueTopic>(
  topic: T,
  consumed$: Observable<ConsumedRecord>,
  options: SourceOptions,
): MessageSource<T> {
  const { attempts, draining = () => false } = options;
  const inFlight = new Map<string, InFlight>();
  let whenIdle: (() => void)[] = [];
  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      if (inFlight.size === 0) resolve();
      else whenIdle.push(resolve);
    });
  const leave = (record: LogRecord): void => {
    inFlight.delete(placeOf(record));
    options.onSettled?.(record);
    if (inFlight.size > 0) return;
    const waiting = whenIdle;
    whenIdle = [];
    for (const resolve of waiting) resolve();
  };

  const deliveryOf = ({ record, settle }: ConsumedRecord, deaths: number): Delivery => {
    const settles = [settle];
    inFlight.set(placeOf(record), { record, settles });
    options.onBegun?.(record);
    let counted = deaths > 0;
    const onSettled = (): void => {
      const finish = (): void => {
        for (const each of settles) each();
        leave(record);
      };
      // A count that stays behind costs one attempt of a record that never comes again: harmless.
      if (counted) void attempts.end(record).then(finish, finish);
      else finish();
    };
    return createDelivery(record, {
      ...{ attempt: deaths + 1, onSettled, draining },
      onHandedBack: () => leave(record),
      begin: async () => {
        counted = true;
        await attempts.begin(record);
        return () => void attempts.takeBack(record).catch(() => undefined);
      },
    });
  };

  const begin = (consumed: ConsumedRecord, deaths: number): Outcome<ValueOf<T> | null> => {
    const { record } = consumed;
    const message = { key: record.key, delivery: deliveryOf(consumed, deaths) };
    try {
      if (deaths > maxAttempts) throw tooManyAttempts(record, deaths);
      return { kind: 'message', value: readRecord(topic, record), ...message };
    } catch (error) {
      return { kind: 'failure', stage: 'read', error: PipelineError.from(error), ...message };
    }
  };

  const take = async (
    consumed: ConsumedRecord,
    emit: (outcome: Outcome<ValueOf<T> | null>) => void,
  ): Promise<void> => {
    const running = inFlight.get(placeOf(consumed.record));
    if (running) return void running.settles.push(consumed.settle);
    const deaths = await attempts.count(consumed.record);
    const alone = deaths === maxAttempts;
    if (alone) await idle();
    if (draining()) return;
    emit(begin(consumed, deaths));
    if (alone) await idle();
  };

  return {
    messages$: consumed$.pipe(
      concatMap((consumed) =>
        draining() ? EMPTY : taking<Outcome<ValueOf<T> | null>>((emit) => take(consumed, emit)),
      ),
      finalize(() => inFlight.clear()),
    ),
    blame: () => {
      for (const { record } of inFlight.values()) void attempts.begin(record).catch(() => undefined);
    },
  };
}

/** What a promised work emits before it ends. */
const taking = <A>(work: (emit: (value: A) => void) => Promise<void>): Observable<A> =>
  new Observable((subscriber) => {
    work((value) => subscriber.next(value)).then(
      () => subscriber.complete(),
      (error: unknown) => subscriber.error(error),
    );
  });

const tooManyAttempts = (record: LogRecord, deaths: number): PipelineError =>
  new PipelineError(
    'too-many-attempts',
    `Work on ${JSON.stringify(record.key)} (topic ${record.topic}) ended its process ${deaths} times, the last time alone, so it is given up. ` +
      'Look at the log of those runs; publish the track again to try once more.',
  );
