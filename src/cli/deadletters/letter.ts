import { topics, type Topic } from '../../domain/topics.js';
import type { LogRecord } from '../../ports/log.js';
import { readRecordIfSound } from '../../topologies/readRecord.js';

/** A dead letter without its value: small, so that many can be held. */
export interface Letter {
  /** Where the original record lay, `topic/partition/offset`; where that is not told, `dead-letters/partition/offset`. */
  readonly place: string;
  /** Where the dead letter itself lies: `dead-letters/partition/offset`. */
  readonly letter: string;
  /** Of the original; undefined where its headers name none of ours. */
  readonly topic: Exclude<Topic, 'dead-letters'> | undefined;
  readonly key: string;
  /** Of work on a sound: the publisher's id whose message asked for it. */
  readonly by: string | undefined;
  readonly code: string;
  readonly message: string;
  readonly stage: string;
  readonly attempt: string;
  /** When it was given up, ms since 1970. */
  readonly at: number;
  /** Of the value; null: it was a tombstone. */
  readonly bytes: number | null;
}

/** What a record of the topic `dead-letters` tells; headers that are missing are ''. */
export function letterOf(record: LogRecord): Letter {
  const header = (name: string): string => record.headers[`error.${name}`] ?? '';
  const letter = `dead-letters/${record.partition}/${record.offset}`;
  const told = ['topic', 'partition', 'offset'].map(header);
  const topic = topicNamed(header('topic'));
  return {
    place: told.every((part) => part !== '') ? told.join('/') : letter,
    ...{ letter, topic, key: record.key },
    by: topic === 'works' ? readRecordIfSound('works', record)?.by : undefined,
    ...{ code: header('code'), message: header('message'), stage: header('stage') },
    attempt: header('attempt'),
    at: record.timestamp,
    bytes: record.value && record.value.length,
  };
}

const topicNamed = (name: string): Letter['topic'] =>
  Object.hasOwn(topics, name) && name !== 'dead-letters' ? (name as Letter['topic']) : undefined; // looked up just now
