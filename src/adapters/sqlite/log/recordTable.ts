import type { LogRecord, NewRecord, Place } from '../../../ports/log.js';
import type { Milliseconds } from '../../../domain/units.js';
import { partitionOf } from '../../shared/partitionOf.js';
import type { Database } from '../database/connect.js';
import { damaged } from '../database/damaged.js';
import { asBytes } from '../database/textColumn.js';
import { keyColumn, rawColumn } from './rawParts.js';
import { storedRecord, type RecordRow } from './storedRecord.js';

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
  /** The newest record of the key. */
  newestOf(topic: string, key: string): LogRecord | undefined;
  /** The next offset of each partition. */
  end(topic: string): Place;
  /** The highest `seq` before all records that came at the place or after it. */
  seqBefore(topic: string, place: Place): number;
}

const columns = `seq, partition, offset, ${asBytes('key')}, value, ${asBytes('headers')}, ${asBytes('raw')}, timestamp`;
const superseded = `EXISTS (SELECT 1 FROM records AS newer WHERE newer.topic = records.topic AND newer.key = records.key
  AND newer.seq > records.seq)`;

/** `partitions`: how many a topic gets when it is first named. */
export function recordTable(db: Database, partitions: number): RecordTable {
  const read = db.prepare<RecordRow>(
    `SELECT ${columns} FROM records WHERE topic = ? AND partition = ? AND offset >= ? ORDER BY offset LIMIT ?`,
  );
  const after = db.prepare<RecordRow>(
    `SELECT ${columns} FROM records WHERE topic = ? AND seq > ? ORDER BY seq LIMIT ?`,
  );
  const newest = db.prepare<RecordRow>(
    `SELECT ${columns} FROM records WHERE topic = ? AND seq > ? AND NOT ${superseded} ORDER BY seq LIMIT ?`,
  );
  const inOrder = (found: readonly PlacedRecord[], seq: number): readonly PlacedRecord[] =>
    ascending(found, { of: (each) => each.seq, from: seq + 1, path: db.path });
  const placed =
    (topic: string) =>
    (row: RecordRow): PlacedRecord => ({ seq: row.seq, record: storedRecord(row, topic, db.path) });
  return {
    ...writing(db, partitions),
    ...lookups(db),
    read: ({ topic, partition, offset }, limit) => {
      const found = read.all(topic, partition, offset, limit).map((row) => storedRecord(row, topic, db.path));
      return ascending(found, { of: (record) => record.offset, from: offset, path: db.path });
    },
    readAfter: (topic, seq, limit) => inOrder(after.all(topic, seq, limit).map(placed(topic)), seq),
    readNewestAfter: (topic, seq, limit) => inOrder(newest.all(topic, seq, limit).map(placed(topic)), seq),
  };
}

type Lookups = Pick<RecordTable, 'newestOf' | 'end' | 'seqBefore'>;

function lookups(db: Database): Lookups {
  const newest = db.prepare<RecordRow>(
    `SELECT ${columns} FROM records WHERE topic = ? AND key = ? ORDER BY seq DESC LIMIT 1`,
  );
  const ends = db.prepare<{ partition: number; next: number }>(
    'SELECT partition, next FROM partition_ends WHERE topic = ? ORDER BY partition',
  );
  const firstFrom = db.prepare<{ seq: number }>(
    'SELECT seq FROM records WHERE topic = ? AND partition = ? AND offset >= ? ORDER BY offset LIMIT 1',
  );
  const last = db.prepare<{ seq: number | null }>('SELECT max(seq) AS seq FROM records');
  const first = (topic: string, rows: readonly RecordRow[]): LogRecord | undefined =>
    rows.length === 0 ? undefined : storedRecord(rows[0], topic, db.path);
  const end = (topic: string): Place => {
    const place: number[] = [];
    for (const { partition, next } of ends.all(topic)) place[partition] = next;
    return Array.from(place, (next: number | undefined) => next ?? 0);
  };
  return {
    newestOf: (topic, key) => first(topic, newest.all(topic, key)),
    end,
    seqBefore: (topic, place) => {
      const found = end(topic).flatMap((_, partition) =>
        firstFrom.all(topic, partition, place.at(partition) ?? 0),
      );
      return found.length > 0 ? Math.min(...found.map(({ seq }) => seq)) - 1 : (last.all()[0].seq ?? 0);
    },
  };
}

interface Order<T> {
  readonly of: (each: T) => number;
  readonly from: number;
  readonly path: string;
}

/** Damage to an index may bring records out of order: who goes on from the last would read for ever. */
function ascending<T>(found: readonly T[], { of, from, path }: Order<T>): readonly T[] {
  let least = from;
  for (const each of found) {
    if (!(of(each) >= least)) throw damaged('the order of records', path);
    least = of(each) + 1;
  }
  return found;
}

function writing(db: Database, partitions: number): Pick<RecordTable, 'append' | 'register'> {
  const find = db.prepare<{ partitions: number }>('SELECT partitions FROM topics WHERE topic = ?');
  const create = db.prepare('INSERT INTO topics (topic, partitions) VALUES (?, ?)');
  const takeOffset = db.prepare<{ next: number }>(
    `INSERT INTO partition_ends (topic, partition, next) VALUES (?, ?, 1)
     ON CONFLICT DO UPDATE SET next = next + 1 RETURNING next`,
  );
  const insert = db.prepare(
    `INSERT INTO records (topic, partition, offset, key, value, headers, raw, timestamp)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
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
      for (const record of records) {
        const partition = partitionOf(record.key, count);
        const offset = takeOffset.all(topic, partition)[0].next - 1;
        const headers = JSON.stringify(record.headers ?? {});
        const key = keyColumn(record, `${partition}/${offset}`);
        insert.run(topic, partition, offset, key, record.value, headers, rawColumn(record), timestamp);
      }
    },
  };
}
