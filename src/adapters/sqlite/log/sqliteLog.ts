import { Subject, takeUntil } from 'rxjs';
import type { Milliseconds } from '../../../domain/units.js';
import type { Consumption, Log } from '../../../ports/log.js';
import { createPatience, type Patience } from '../../shared/patience.js';
import { promised } from '../../shared/promised.js';
import { commitTable } from './commitTable.js';
import { groupConsumer } from './groupConsumer.js';
import type { Database } from '../database/connect.js';
import { keepHouse, type HouseOptions } from './keepHouse.js';
import { recordTable } from './recordTable.js';
import { refuseLarge } from '../../shared/refuseLarge.js';
import { refuseNul } from '../database/refuseNul.js';
import { tableReader } from './tableReader.js';
import { wakeUps } from './wakeUps.js';
import { writeQueue } from './writeQueue.js';

export interface SqliteLogOptions extends HouseOptions {
  /** The house is kept at opening and as records are appended (keepHouse); false: it is left to others. Default true. */
  readonly tidies?: boolean;
  /** Partitions of a topic that is named for the first time; those of a known one stay. Default 1. */
  readonly partitions?: number;
  /** How often another process's appends are looked for. Default 200 ms. */
  readonly pollEvery?: Milliseconds;
  /** How long appends and streams wait while the database is held by others. Default: for ever. */
  readonly patience?: Patience;
}

/**
 * The log in a SQLite file (or `:memory:`). Every append and commit of one turn of the event loop shares one transaction. Closing it
 * leaves the database open: whoever opened that closes it, last.
 */
export function sqliteLog(db: Database, options: SqliteLogOptions): Log {
  const { clock, partitions = 1, patience = createPatience() } = options;
  const records = recordTable(db, partitions);
  const commits = commitTable(db);
  const writes = writeQueue(db, patience);
  const wakes = wakeUps(db, clock, options.pollEvery ?? 200);
  const members = new Set<Consumption>();
  const closed$ = new Subject<void>();
  const appended = db.readOnly || options.tidies === false ? () => undefined : keepHouse(db, options);
  const ask = <T>(work: () => T): Promise<T> => promised(() => db.doing('Reading the log', work));
  return {
    append: async (topic, added) => {
      if (added.length === 0) return;
      // Before the queue, where one bad record would fail its neighbours too.
      for (const record of added) {
        if (record.rawKey === undefined) refuseNul(record.key);
        refuseLarge(topic, record);
      }
      await writes.write(() => records.append(topic, added, clock.now()));
      wakes.wake();
      appended(added.length);
    },
    consume: (consuming) => {
      const member = groupConsumer({ records, commits, writes, wakeUps: wakes, patience }, consuming);
      members.add(member);
      return member;
    },
    readTable: (topic, asked) =>
      tableReader({ records, wakeUps: wakes, patience }, topic, asked).pipe(takeUntil(closed$)),
    newestOf: (topic, keys) =>
      ask(() => new Map(keys.flatMap((key) => present(key, records.newestOf(topic, key))))),
    end: (topic) => ask(() => records.end(topic)),
    waits: (group, asked) => ask(() => db.snapshot(() => asked.some((topic) => commits.waits(group, topic)))),
    lag: (group, asked) => ask(() => commits.lag(group, asked)),
    async close() {
      closed$.next();
      // What cannot be committed comes again.
      const leaving = [...members].map((member) => member.leave());
      await writes.flush();
      await Promise.allSettled(leaving);
    },
  };
}

const present = <K, V>(key: K, value: V | undefined): (readonly [K, V])[] =>
  value === undefined ? [] : [[key, value]];
