import { lastValueFrom, Subject, takeUntil, toArray, type Observable } from 'rxjs';
import { PipelineError } from '../../../errors.js';
import { shownValue } from '../../../domain/text/shownValue.js';
import type { Clock } from '../../../ports/clock.js';
import type { Consumption, Log, LogRecord } from '../../../ports/log.js';
import { createPatience, type Patience } from '../../shared/patience.js';
import { refuseLarge } from '../../shared/refuseLarge.js';
import { kafkaAdmin } from '../client/kafkaAdmin.js';
import type { KafkaOptions } from '../client/kafkaOptions.js';
import { appendQueue } from './appendQueue.js';
import { clusterNames } from './clusterNames.js';
import { groupPlaces } from './groupPlaces.js';
import { kafkaConsumer, type KafkaConsumerParts } from './kafkaConsumer.js';
import { tableReader, type TableAsked } from './tableReader.js';

export interface KafkaLogOptions {
  readonly clock: Clock;
  /** How long appends and streams wait while the cluster is away. Default: for ever. */
  readonly patience?: Patience;
}

/**
 * The log in a Kafka cluster, whose topics are there already (createTopics). Nothing is connected before it is needed. Tables, and what is
 * looked up in them, are read from the beginning.
 */
export function kafkaLog(kafka: KafkaOptions, options: KafkaLogOptions): Log {
  const { clock, patience = createPatience() } = options;
  const [admin, names] = [kafkaAdmin(kafka), clusterNames(kafka)];
  const parts: KafkaConsumerParts = { kafka, admin, names, patience, clock };
  const appends = appendQueue(kafka, patience);
  const places = groupPlaces(admin, names);
  const members = new Set<Consumption>();
  const endings = new Set<Promise<void>>();
  const closed$ = new Subject<void>();
  const ending = (end: Promise<void>): void => {
    endings.add(end);
    void end.finally(() => endings.delete(end));
  };
  const readTable = (topic: string, asked?: TableAsked): Observable<LogRecord> =>
    tableReader({ ...parts, ending }, topic, asked).pipe(takeUntil(closed$));
  return {
    append: async (topic, records) => {
      for (const record of records) {
        refuseNul(topic, record);
        refuseLarge(topic, record);
      }
      if (records.length === 0) return;
      await patience.through(() => admin.expect([names.topic(topic)]));
      await appends.append(names.topic(topic), records);
    },
    consume: (consuming) => {
      const member = kafkaConsumer(parts, consuming);
      members.add(member);
      return member;
    },
    readTable,
    newestOf: async (topic, keys) => {
      if (keys.length === 0) return new Map();
      const records = await listed(readTable(topic, { keys: new Set(keys) }));
      const found = new Map(records.map((each) => [each.key, each]));
      return new Map(keys.flatMap((key) => present(key, found.get(key))));
    },
    ...places,
    async close() {
      closed$.next();
      await Promise.allSettled([...members].map((member) => member.leave()));
      await Promise.allSettled(endings);
      await appends.close();
      await admin.close();
    },
  };
}

const listed = <T>(all$: Observable<T>): Promise<readonly T[]> => lastValueFrom(all$.pipe(toArray()));

const present = <K, V>(key: K, value: V | undefined): (readonly [K, V])[] =>
  value === undefined ? [] : [[key, value]];

/** As everywhere: such a key would come back as a raw one. */
function refuseNul(topic: string, { key, rawKey }: Pick<LogRecord, 'key' | 'rawKey'>): void {
  if (rawKey !== undefined || !key.includes('\0')) return;
  throw new PipelineError(
    'bad-message',
    `Appending ${shownValue(key)} to topic ${topic}: the key holds a NUL character. Remove it.`,
  );
}
