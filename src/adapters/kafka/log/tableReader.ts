import { randomUUID } from 'node:crypto';
import { Observable, type Subscriber } from 'rxjs';
import type { LogRecord, ReadTableOptions } from '../../../ports/log.js';
import type { PartitionEnds } from '../client/kafkaAdmin.js';
import { kafkaError } from '../client/kafkaError.js';
import type { KafkaConsumerParts } from './kafkaConsumer.js';
import { kafkaMember, type KafkaMember } from './kafkaMember.js';
import { recordOf } from './kafkaMessage.js';
import { newestRecords } from './newestRecords.js';
import { watchSilence } from './watchSilence.js';

export interface TableReaderParts extends KafkaConsumerParts {
  /** Told of a reader's end, which takes a moment. */
  readonly ending: (end: Promise<void>) => void;
}

export interface TableAsked extends ReadTableOptions {
  /**
   * Only these are of interest: nothing else is kept while it reads. All partitions are read: where a topic was given more of them, or a foreign
   * program chose by a rule of its own, a key's newest record may lie anywhere.
   */
  readonly keys?: ReadonlySet<string>;
}

/** How often it is asked whether what is still awaited has been removed meanwhile. */
const lookEvery = 1000;

/**
 * The newest record of each key, or all since a place, then the end, or with `follow` every later record as it comes. kafkajs reads as
 * a member of a group only: each reader is the one member of a group of its own, which commits nothing and goes with it.
 */
export function tableReader(
  parts: TableReaderParts,
  ours: string,
  { follow = false, since, keys }: TableAsked = {},
): Observable<LogRecord> {
  const { admin, names, patience } = parts;
  const topic = names.topic(ours);
  return new Observable((subscriber) => {
    const stopped = new AbortController();
    const start = async (): Promise<void> => {
      await patience.through(() => admin.expect([topic]), stopped.signal);
      const ends = await patience.through(() => admin.ends(topic), stopped.signal);
      if (stopped.signal.aborted) return;
      const places = ends.map(({ low }, partition) => Math.max(low, since?.at(partition) ?? 0));
      const reader = {
        ...parts,
        ours,
        topic,
        ends,
        places,
        follow,
        keys,
        subscriber,
        signal: stopped.signal,
      };
      if (!follow && ends.every(({ high }, partition) => places[partition] >= high)) subscriber.complete();
      else read({ ...reader, all: since !== undefined });
    };
    start().catch((error: unknown) => stopped.signal.aborted || subscriber.error(error));
    return () => stopped.abort();
  });
}

interface Reading extends TableReaderParts {
  readonly ours: string;
  /** Its name in the cluster. */
  readonly topic: string;
  readonly ends: readonly PartitionEnds[];
  /** The next offset of each partition. */
  readonly places: number[];
  readonly follow: boolean;
  readonly keys: TableAsked['keys'];
  /** Every record, not the newest of each key. */
  readonly all: boolean;
  readonly subscriber: Subscriber<LogRecord>;
  readonly signal: AbortSignal;
}

function read(reading: Reading): void {
  const { kafka, topic, places, subscriber, signal, patience, clock, ours } = reading;
  const silence = watchSilence({ kafka, patience, clock, what: `reading ${topic}` });
  const passing = catchUp(reading);
  const group = reading.names.group(`table-${randomUUID()}`);
  const member: KafkaMember = kafkaMember(
    {
      ...{ kafka, clock, group, topics: [topic], owned: () => [] },
      coordinatorAnswers: () => reading.admin.describe(group),
    },
    {
      onAssigned: (partitions) => {
        for (const { partition } of partitions) member.seek({ topic, partition }, places[partition] ?? 0);
      },
      onDropped: () => undefined,
      onFailed: (error) => subscriber.error(kafkaError(error, `Reading ${topic}`, kafka)),
      onAlive: () => silence.heard(),
      onMarkers: ({ partition }, first, last) => {
        if (first <= (places[partition] ?? 0)) passing.passed(partition, last);
      },
      onBatch: (payload) => {
        const { batch } = payload;
        if (payload.isStale() || signal.aborted) return;
        const { partition, messages } = batch;
        for (const message of messages)
          if (Number(message.offset) >= (places[partition] ?? 0))
            passing.record(recordOf({ topic: ours, partition }, message));
        passing.passed(partition, Number(batch.lastOffset()));
        payload.resolveOffset(batch.lastOffset());
      },
    },
  );
  silence.begin();
  const stopLooking = clock.every(lookEvery, () => passing.look());
  signal.addEventListener('abort', () => {
    stopLooking();
    silence.stop();
    reading.ending(member.leave());
  });
  void member.join();
}

interface CatchUp {
  record(record: LogRecord): void;
  /** The partition is read up to that offset. */
  passed(partition: number, last: number): void;
  /** Asks whether what is awaited is there at all. */
  look(): void;
}

/** Keeps the newest of each key until all partitions are read to the end that they had at the beginning; then passes them on, and what follows at once. */
function catchUp({ topic, ends, places, follow, all, keys, subscriber, admin }: Reading): CatchUp {
  let newest = all ? undefined : newestRecords();
  let caughtUp = false;
  const check = (): void => {
    if (caughtUp || !ends.every(({ high }, partition) => places[partition] >= high)) return;
    caughtUp = true;
    for (const record of newest?.all() ?? []) subscriber.next(record);
    newest = undefined;
    if (!follow) subscriber.complete();
  };
  const pass = (partition: number, next: number): void => {
    places[partition] = Math.max(places[partition] ?? 0, next);
    check();
  };
  check();
  return {
    record: (record) => {
      if (keys && (record.rawKey !== undefined || !keys.has(record.key))) return;
      if (newest) newest.add(record);
      else if (!all || follow || record.offset < (ends.at(record.partition)?.high ?? 0))
        subscriber.next(record);
    },
    passed: (partition, last) => pass(partition, last + 1),
    look() {
      if (caughtUp) return;
      // Compaction and retention may have removed what was awaited; nothing will tell of it.
      const gone = async (): Promise<void> =>
        (await admin.ends(topic)).forEach(({ low }, partition) =>
          pass(partition, Math.min(low, ends[partition]?.high ?? low)),
        );
      gone().catch(() => undefined);
    },
  };
}
