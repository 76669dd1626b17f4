import { Observable } from 'rxjs';
import type { ValueOf, ValueTopic } from '../domain/topics.js';
import { PipelineError } from '../errors.js';
import { createDelivery, type Delivery } from '../operators/stream/delivery.js';
import type { Outcome } from '../operators/stream/message.js';
import type { Attempts } from '../ports/attempts.js';
import type { ConsumedRecord, LogRecord } from '../ports/log.js';
import { beginningOf } from './beginning.js';
import { lineUp, type Line } from './lineUp.js';
import { readRecord } from './readRecord.js';

export interface SourceOptions {
  /** Where beginnings of heavy work are counted. */
  readonly attempts: Attempts;
  /** Records in work at once. */
  readonly inWork: number;
  /** True once nothing new shall be begun. */
  readonly draining?: () => boolean;
  /** Called with the record when work on it begins. */
  readonly onBegun?: (record: LogRecord) => void;
  /** Called with each record that was lost, when the work on it has ended; its place and key are free when that is done. */
  readonly onLost?: ((record: LogRecord) => Promise<void>) | undefined;
  /** Called with the record when it has settled, or was handed back. */
  readonly onSettled?: (record: LogRecord) => void;
}

export interface MessageSource<T extends ValueTopic> {
  readonly messages$: Observable<Outcome<ValueOf<T> | null>>;
  /** Something in hand may have ended the stream: each record in hand keeps an attempt for it. */
  readonly blame: () => void;
  /** Records that were taken and wait for a place, or for their key. */
  readonly waiting: () => number;
  /** Of those, the ones whose key is in work: a place would not help them. */
  readonly barred: () => number;
}

/** A record that ended its process so often is tried once more, alone; when that ends the process too, it is a dead letter. */
const maxAttempts = 3;

/** A record that was handed out: it waits for its turn, or is in work. */
interface Taken extends Pick<ConsumedRecord, 'record' | 'lost' | 'end'> {
  /** One for each time that it was handed out. */
  readonly settles: (() => void)[];
  /** It waits no more, so it need not hear that it is lost. */
  readonly begun: () => void;
}

/**
 * Turns consumed records of one topic into messages that carry their delivery, one of each key at a time: another of a busy key waits here
 * until all that came of the first is durable, while others pass. A record that does not parse, or ended its process too often, is a
 * failure. A record that comes again while it waits or its work runs attaches to that. One that is lost waits no more; its work is to stop, and
 * until that has ended it keeps its place and its key, for the same record may come again.
 */
export function messageSource<T extends ValueTopic>(
  topic: T,
  consumed$: Observable<ConsumedRecord>,
  options: SourceOptions,
): MessageSource<T> {
  const { attempts, draining = () => false, inWork: places, onBegun, onLost, onSettled } = options;
  let line: Line<Taken> | undefined;
  const messages$ = new Observable<Outcome<ValueOf<T> | null>>((subscriber) => {
    let ended = false;
    const deaths = new Map<Taken, number>();
    const leave = (taken: Taken): void => {
      onSettled?.(taken.record);
      taking.leave(taken);
    };
    const handBack = (taken: Taken): void => {
      if (!taken.lost.aborted || !onLost) return leave(taken);
      onLost(taken.record).then(
        () => leave(taken),
        (error: unknown) => subscriber.error(error),
      );
    };
    const taking = lineUp<Taken>({
      places,
      keyOf: ({ record }) => lineKeyOf(record),
      isLonely: async (taken) => {
        const count = await attempts.count(taken.record);
        deaths.set(taken, count);
        return count === maxAttempts;
      },
      enter: (taken) => {
        taken.begun();
        onBegun?.(taken.record);
        const ends = { leave: () => leave(taken), handBack: () => handBack(taken) };
        const work = { attempts, draining, deaths: deaths.get(taken) ?? 0, ...ends };
        deaths.delete(taken);
        subscriber.next(outcomeOf(topic, taken, work));
      },
      closed: () => draining() || subscriber.closed,
      onStill: (waiting) => {
        // Who hears of the end leaves the group: what is in hand still is to have settled by then, which takes a moment of the attempts' store.
        if (ended && (draining() || !waiting) && taking.inside().length === 0) subscriber.complete();
      },
      onError: (error) => subscriber.error(error),
    });
    line = taking;
    return consumed$.subscribe({
      next: (consumed) => joinLine(taking, consumed),
      error: (error: unknown) => subscriber.error(error),
      complete: () => {
        ended = true;
        taking.look();
      },
    });
  });
  const waiting = (): readonly Taken[] => line?.waiting() ?? [];
  const inside = (): readonly Taken[] => line?.inside() ?? [];
  const blame = (): void => blameAll(attempts, inside());
  return { messages$, blame, waiting: () => waiting().length, barred: () => barredBy(inside(), waiting()) };
}

/** It joins, or attaches to the same record that is in the line already; once it is lost it waits no more. */
function joinLine(line: Line<Taken>, { settle, ...consumed }: ConsumedRecord): void {
  const { lost } = consumed;
  const known = [...line.inside(), ...line.waiting()].find(
    (other) => !other.lost.aborted && isSame(other.record, consumed.record),
  );
  if (known) known.settles.push(settle);
  if (known || lost.aborted) return;
  const onLost = (): void => {
    if (line.withdraw(taken)) line.look();
  };
  const begun = (): void => lost.removeEventListener('abort', onLost);
  const taken = { ...consumed, settles: [settle], begun };
  lost.addEventListener('abort', onLost, { once: true });
  line.join(taken);
}

function blameAll(attempts: Attempts, inside: readonly Taken[]): void {
  for (const { record } of inside.filter(({ lost }) => !lost.aborted))
    void attempts.begin(record, `blame ${crypto.randomUUID()}`).catch(() => undefined);
}

/** How many wait for a key that is inside. */
function barredBy(inside: readonly Taken[], waiting: readonly Taken[]): number {
  const busy = new Set(inside.map(({ record }) => lineKeyOf(record)));
  return waiting.filter(({ record }) => busy.has(lineKeyOf(record))).length;
}

/** Who has no key of text has it to itself. */
const lineKeyOf = ({ key, rawKey, partition, offset }: LogRecord): string =>
  rawKey === undefined ? `key ${key}` : `place ${partition}/${offset}`;

const isSame = (a: LogRecord, b: LogRecord): boolean =>
  a.topic === b.topic && a.partition === b.partition && a.offset === b.offset;

interface Work extends Required<Pick<SourceOptions, 'attempts' | 'draining'>> {
  /** How often the record ended its process. */
  readonly deaths: number;
  /** Called when it has settled … */
  readonly leave: () => void;
  /** … or was handed back. */
  readonly handBack: () => void;
}

function outcomeOf<T extends ValueTopic>(topic: T, taken: Taken, work: Work): Outcome<ValueOf<T> | null> {
  const { record } = taken;
  const key = record.rawKey === undefined ? record.key : `${record.partition}/${record.offset}`;
  const message = { key, delivery: deliveryOf(taken, work) };
  try {
    if (work.deaths > maxAttempts) throw tooManyAttempts(record, work.deaths);
    return { kind: 'message', value: readRecord(topic, record), ...message };
  } catch (error) {
    return { kind: 'failure', stage: 'read', error: PipelineError.from(error), ...message };
  }
}

function deliveryOf(
  { record, settles, lost, end }: Taken,
  { deaths, attempts, draining, leave, handBack }: Work,
): Delivery {
  let counted = deaths > 0;
  const begin = beginningOf(attempts, record);
  const onSettled = (): void => {
    const finish = (): void => {
      for (const each of settles) each();
      leave();
    };
    // A count that stays behind costs one attempt of a record that never comes again: harmless.
    if (counted) void attempts.end(record).then(finish, finish);
    else finish();
  };
  return createDelivery(record, {
    ...{ attempt: deaths + 1, onSettled, draining, lost, end },
    onHandedBack: handBack,
    begin: () => {
      counted = true;
      return begin();
    },
  });
}

const tooManyAttempts = (record: LogRecord, deaths: number): PipelineError =>
  new PipelineError(
    'too-many-attempts',
    `Work on ${JSON.stringify(record.key)} (topic ${record.topic}) ended its process ${deaths} times, the last time alone, so it is given up. ` +
      'Look at the log of those runs; publish the track again to try once more.',
  );
