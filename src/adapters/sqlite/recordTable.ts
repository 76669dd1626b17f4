import type { LogRecord, NewRecord } from '../../ports/log.js';
import type { Milliseconds } from '../../domain/units.js';
import { partitionOf } from '../shared/partitionOf.js';
import type { Database } from './connect.js';

/** A record and its place in the order of all appends. */
export interface PlacedRecord {
  readonly seq: number;
  readonly record: LogRecord;
}

/** The records of all topics. Call `append` and `register` inside a transaction. */
export interface RecordTable {
  append(topic: string, records: readonly NewRecord[], timestamp: Milliseconds): void;
  /** Creates the topic if need be; returns its number of partitions, which never changes afterwards. */
  register(topic: string): number;
  /** Records of one partition from `offset` on, at most `limit`. */
  read(
    from: { readonly topic: string; readonly partition: number; readonly offset: number },
    limit: number,
  ): readonly LogRecord[];
  /** Records of a topic appended after `seq`, in order of appending, at most `limit`. */
  readAfter(topic: string, seq: number, limit: number): readonly PlacedRecord[];
  /** The same, without records that a newer one of their key has superseded. */
  readNewestAfter(topic: string, seq: number, limit: number): readonly PlacedRecord[];
}

interface Row {
  readonly seq: number;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly value: ArrayBuffer | null;
  readonly headers: string;
  readonly timestamp: number;
}

const columns = 'seq, topic, partition, offset, key, value, headers, timestamp';
const superseded = `EXISTS (SELECT 1 FROM records AS newer WHERE newer.topic = records.topic AND newer.key = records.key
  AND newer.seq > records.seq)`;

/** `partitions`: how many a topic gets when it is first named. */
export function recordTable(db: Database, partitions: number): RecordTable {
  const read = db.prepare<Row>(
    `SELECT ${columns} FROM records WHERE topic = ? AND partition = ? AND offset >= ? ORDER BY offset LIMIT ?`,
  );
  const after = db.prepare<Row>(
    `SELECT ${columns} FROM records WHERE topic = ? AND seq > ? ORDER BY seq LIMIT ?`,
  );
  const newest = db.prepare<Row>(
    `SELECT ${columns} FROM records WHERE topic = ? AND seq > ? AND NOT ${superseded} ORDER BY seq LIMIT ?`,
  );
  return {
    ...writing(db, partitions),
    read: ({ topic, partition, offset }, limit) => read.all(topic, partition, offset, limit).map(recordOf),
    readAfter: (topic, seq, limit) => after.all(topic, seq, limit).map(placed),
    readNewestAfter: (topic, seq, limit) => newest.all(topic, seq, limit).map(placed),
  };
}

function writing(db: Database, partitions: number): Pick<RecordTable, 'append' | 'register'> {
  const find = db.prepare<{ partitions: number }>('SELECT partitions FROM topics WHERE topic = ?');
  const create = db.prepare('INSERT INTO topics (topic, partitions) VALUES (?, ?)');
  const takeOffset = db.prepare<{ next: number }>(
    `INSERT INTO partition_ends (topic, partition, next) VALUES (?, ?, 1)
     ON CONFLICT DO UPDATE SET next = next + 1 RETURNING next`,
  );
  const insert = db.prepare(
    'INSERT INTO records (topic, partition, offset, key, value, headers, timestamp) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const register = (topic: string): number => {
    const known = find.all(topic);
    if (known.length > 0) return known[0].partitions;
    create.run(topic, partitions);
    return partitions;
  };
  return {
    register,
    append: (topic, records, timestamp) => {
      const count = register(topic);
      for (const { key, value, headers } of records) {
        const partition = partitionOf(key, count);
        const offset = takeOffset.all(topic, partition)[0].next - 1;
        insert.run(topic, partition, offset, key, value, JSON.stringify(headers ?? {}), timestamp);
      }
    },
  };
}

const recordOf = ({ topic, partition, offset, key, value, headers, timestamp }: Row): LogRecord => ({
  ...{ topic, partition, offset, key, timestamp },
  value: value === null ? null : new Uint8Array(value),
  // Written by append() above and nobody else.
  headers: JSON.parse(headers) as Record<string, string>,
});

const placed = (row: Row): PlacedRecord => ({ seq: row.seq, record: recordOf(row) });
