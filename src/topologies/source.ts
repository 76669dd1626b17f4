import { EMPTY, finalize, from, mergeMap, of, type Observable, concatMap } from 'rxjs';
import type { ValueOf, ValueTopic } from '../domain/topics.js';
import { PipelineError } from '../errors.js';
import { createDelivery, type Delivery } from '../operators/delivery.js';
import type { Message, Outcome } from '../operators/message.js';
import type { Attempts } from '../ports/attempts.js';
import type { ConsumedRecord, LogRecord } from '../ports/log.js';
import { readRecord } from './readRecord.js';

export interface SourceOptions {
  /** Where beginnings are counted; left out for topics whose work cannot kill a worker. */
  readonly attempts?: Attempts;
  /** Called with the record when work on it begins. */
  readonly onBegun?: (record: LogRecord) => void;
  /** Called with the record when it has settled. */
  readonly onSettled?: (record: LogRecord) => void;
}

/** A record begun more often than this is a dead letter. */
const maxAttempts = 3;
/** Header of a record that was given up before and is tried just once more. */
export const lastChance = 'last-chance';

interface InFlight {
  readonly record: LogRecord;
  readonly settles: (() => void)[];
}

const placeOf = (record: LogRecord): string => `${record.topic}/${record.partition}/${record.offset}`;

/**
 * Turns consumed records of one topic into messages that carry their delivery. A record that does not parse, or was begun too
 * often, is a failure. A record that comes again while its work runs attaches to it. Work that is stopped in good order does not count
 * as an attempt: it did not end its process.
 */
export function messagesOf<T extends ValueTopic>(
  topic: T,
  consumed$: Observable<ConsumedRecord>,
  options: SourceOptions = {},
): Observable<Outcome<ValueOf<T> | null>> {
  const { attempts } = options;
  const inFlight = new Map<string, InFlight>();

  const deliveryOf = ({ record, settle }: ConsumedRecord, attempt: number): Delivery => {
    const place = placeOf(record);
    const settles = [settle];
    inFlight.set(place, { record, settles });
    options.onBegun?.(record);
    const finish = (): void => {
      inFlight.delete(place);
      for (const each of settles) each();
      options.onSettled?.(record);
    };
    // A count that stays behind costs one attempt of a record that never comes again: harmless.
    const onSettled = attempts ? () => void attempts.end(record).then(finish, finish) : finish;
    return createDelivery(record, { attempt, onSettled });
  };

  const begin = (consumed: ConsumedRecord, attempt: number): Outcome<ValueOf<T> | null> => {
    const { record } = consumed;
    const delivery = deliveryOf(consumed, attempt);
    const message = { key: record.key, delivery };
    const failed = (error: PipelineError): Outcome<never> => ({
      kind: 'failure',
      stage: 'read',
      error,
      ...message,
    });
    if (attempt > (record.headers[lastChance] ? 1 : maxAttempts))
      return failed(tooManyAttempts(record, attempt));
    try {
      return {
        kind: 'message',
        value: readRecord(topic, record),
        ...message,
      } satisfies Message<ValueOf<T> | null>;
    } catch (error) {
      return failed(PipelineError.from(error));
    }
  };

  const forget = (): void => {
    for (const { record } of inFlight.values()) void attempts?.end(record).catch(() => undefined);
  };

  return consumed$.pipe(
    concatMap((consumed) => {
      const running = inFlight.get(placeOf(consumed.record));
      if (running) {
        running.settles.push(consumed.settle);
        return EMPTY;
      }
      return from(attempts?.begin(consumed.record) ?? Promise.resolve(1)).pipe(
        mergeMap((attempt) => of(begin(consumed, attempt))),
      );
    }),
    finalize(forget),
  );
}

const tooManyAttempts = (record: LogRecord, attempt: number): PipelineError =>
  new PipelineError(
    'too-many-attempts',
    `Work on ${JSON.stringify(record.key)} (topic ${record.topic}) ended its process ${attempt - 1} times, so it is given up. ` +
      'Look at the log of those runs; publish the track again to try once more.',
  );
