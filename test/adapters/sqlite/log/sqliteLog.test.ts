import { spawnSync } from 'node:child_process';
import { lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../../src/adapters/sqlite/database/connect.js';
import { compactTopics } from '../../../../src/adapters/sqlite/log/compactTopics.js';
import { openDatabase } from '../../../../src/adapters/sqlite/database/openDatabase.js';
import { sqliteLog } from '../../../../src/adapters/sqlite/log/sqliteLog.js';
import type { Clock } from '../../../../src/ports/clock.js';
import type { ConsumedRecord, Log, NewRecord } from '../../../../src/ports/log.js';
import { quiet } from '../../../support/quiet.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';
import { until } from '../../../support/until.js';

const path = temporaryDirectory();

interface CountingClock extends Clock {
  readonly running: () => number;
}

/** Never ticks; counts the timers that run. */
function stoppedClock(): CountingClock {
  let timers = 0;
  return {
    now: () => 5000,
    running: () => timers,
    every: () => {
      timers += 1;
      return () => (timers -= 1);
    },
  };
}

const records = (topicKey: string, count: number): NewRecord[] =>
  Array.from({ length: count }, (_, n) => ({ key: topicKey, value: Uint8Array.of(n) }));

/** Consumes `topic` as group `g` into a list. */
function follow(log: Log, topic: string) {
  const got: ConsumedRecord[] = [];
  const errors: unknown[] = [];
  const member = log.consume({ topics: [topic], group: 'g', maxUnsettled: 100 });
  const subscription = member.records$.subscribe({
    next: (each) => got.push(each),
    error: (error) => errors.push(error),
  });
  return { got, errors, member, stop: () => subscription.unsubscribe() };
}

const offsets = (db: Database): number[] =>
  db
    .prepare<{ offset: number }>('SELECT offset FROM records ORDER BY offset')
    .all()
    .map(({ offset }) => offset);

describe('sqliteLog', () => {
  it('wakes at its own appends without a clock, and leaves no timer behind', async () => {
    const db = openDatabase(':memory:');
    const clock = stoppedClock();
    const log = sqliteLog(db, { clock });
    expect(clock.running()).toBe(0);
    const follower = follow(log, 'tracks');
    const table = log.readTable('tracks', { follow: true }).subscribe();
    await quiet(() => follower.got.length, 20);
    expect(clock.running()).toBe(1);
    await log.append('tracks', records('a', 2));
    await until(() => follower.got.length === 2);
    expect(follower.got[0].record.timestamp).toBe(5000);
    table.unsubscribe();
    expect(clock.running()).toBe(1);
    await follower.member.leave();
    expect(clock.running()).toBe(0);
    await log.close();
    db.close();
  });

  it('lets the process end by itself once closed', () => {
    const at = (name: string): string =>
      JSON.stringify(new URL(`../../../../src/adapters/${name}.ts`, import.meta.url).href);
    const code = `
      const { openDatabase } = await import(${at('sqlite/database/openDatabase')});
      const { sqliteLog } = await import(${at('sqlite/log/sqliteLog')});
      const { systemClock } = await import(${at('files/systemClock')});
      const db = openDatabase(${JSON.stringify(path('ends.db'))});
      const log = sqliteLog(db, { clock: systemClock });
      await log.append('tracks', [{ key: 'a', value: null }]);
      log.consume({ topics: ['tracks'], group: 'g', maxUnsettled: 1 }).records$.subscribe((each) => {
        each.settle();
        void log.close().then(() => db.close());
      });`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', code];
    const { status, signal, stderr } = spawnSync(process.execPath, args, {
      timeout: 15_000,
      encoding: 'utf8',
    });
    expect({ status, signal, stderr }).toMatchObject({ status: 0, signal: null });
    const db = openDatabase(path('ends.db'));
    expect(db.prepare('SELECT next FROM commits').all()).toEqual([{ next: 1 }]);
    db.close();
  });

  it('hands nothing more to a member whose topic a newer one has taken', async () => {
    const db = openDatabase(':memory:');
    const log = sqliteLog(db, { clock: stoppedClock() });
    const [older, elsewhere] = [follow(log, 'tracks'), follow(log, 'clips')];
    await quiet(() => older.got.length, 20);
    const newer = follow(log, 'tracks');
    await quiet(() => newer.got.length, 20);
    await log.append('tracks', records('a', 3));
    await log.append('clips', records('a', 3));
    await until(() => newer.got.length === 3 && elsewhere.got.length === 3);
    expect(older.got).toEqual([]);
    for (const each of elsewhere.got) each.settle();
    await quiet(() => elsewhere.got.length, 20);
    expect(await log.lag('g', ['tracks', 'clips'])).toEqual([
      { topic: 'tracks', lag: 3 },
      { topic: 'clips', lag: 0 },
    ]);
    await log.close();
    db.close();
  });

  it('ignores a settle when another process has joined the group since', async () => {
    const [mine, theirs] = [openDatabase(path('join.db')), openDatabase(path('join.db'))];
    const [log, foreign] = [mine, theirs].map((db) => sqliteLog(db, { clock: stoppedClock() }));
    await log.append('tracks', records('a', 3));
    const older = follow(log, 'tracks');
    await until(() => older.got.length === 3);
    const newer = follow(foreign, 'tracks');
    await until(() => newer.got.length === 3);
    for (const each of older.got) each.settle();
    await quiet(() => older.got.length, 20);
    expect(await foreign.lag('g', ['tracks'])).toEqual([{ topic: 'tracks', lag: 3 }]);
    for (const each of [log, foreign]) await each.close();
    for (const db of [mine, theirs]) db.close();
  });

  it('gives headers without a value back as such', async () => {
    const db = openDatabase(':memory:');
    const log = sqliteLog(db, { clock: stoppedClock() });
    const rawHeaders = [['none', null] as const, ['empty', new Uint8Array(0)] as const];
    await log.append('tracks', [{ key: 'a', value: null, rawHeaders }]);
    const [found] = await lastValueFrom(log.readTable('tracks').pipe(toArray()));
    expect(found.rawHeaders).toEqual(rawHeaders);
    await log.close();
    db.close();
  });

  it('gives each membership a higher generation than any before', async () => {
    const db = openDatabase(':memory:');
    const generations: number[] = [];
    for (const leaves of [true, false, true, false]) {
      const log = sqliteLog(db, { clock: stoppedClock() });
      await log.append('tracks', records('a', 1));
      const follower = follow(log, 'tracks');
      await until(() => follower.got.length > 0);
      generations.push(follower.got[0].generation);
      if (leaves) await follower.member.leave();
    }
    expect(generations).toEqual([...new Set(generations)].sort((a, b) => a - b));
    db.close();
  });

  it('pauses a partition exactly when its tail is full', async () => {
    const db = openDatabase(':memory:');
    const log = sqliteLog(db, { clock: stoppedClock() });
    await log.append('tracks', records('a', 100));
    const got: ConsumedRecord[] = [];
    const options = { topics: ['tracks'], group: 'g', maxUnsettled: 50, maxTail: 7 };
    log.consume(options).records$.subscribe((each) => {
      got.push(each);
      if (each.record.offset > 0) each.settle();
    });
    await until(() => got.length > 0);
    expect(await quiet(() => got.length, 30)).toBe(8);
    await log.close();
  });

  it('pauses by itself at a tail of 256', async () => {
    const db = openDatabase(':memory:');
    const log = sqliteLog(db, { clock: stoppedClock() });
    await log.append('tracks', records('a', 400));
    const got: ConsumedRecord[] = [];
    log.consume({ topics: ['tracks'], group: 'g', maxUnsettled: 300 }).records$.subscribe((each) => {
      got.push(each);
      if (each.record.offset > 0) each.settle();
    });
    await until(() => got.length > 0);
    expect(await quiet(() => got.length, 50)).toBe(257);
    got[0].settle();
    await until(() => got.length === 400);
    await log.close();
  });

  it('keeps the number of partitions that a topic began with', async () => {
    const db = openDatabase(':memory:');
    const keys = Array.from({ length: 40 }, (_, n) => ({ key: `key ${n}`, value: null }));
    await sqliteLog(db, { clock: stoppedClock(), partitions: 3 }).append('tracks', keys);
    const log = sqliteLog(db, { clock: stoppedClock(), partitions: 7 });
    await log.append('tracks', keys);
    const found = db
      .prepare<{ key: string; partitions: number }>(
        'SELECT key, count(DISTINCT partition) AS partitions FROM records GROUP BY key',
      )
      .all();
    expect(found.every(({ partitions }) => partitions === 1)).toBe(true);
    const follower = follow(log, 'tracks');
    await until(() => follower.got.length === 80);
    expect(new Set(follower.got.map(({ record }) => record.partition))).toEqual(new Set([0, 1, 2]));
    follower.stop();
  });

  it('tells its consumers when the database is lost', async () => {
    const db = openDatabase(path('lost.db'));
    const log = sqliteLog(db, { clock: stoppedClock() });
    await log.append('tracks', records('a', 1));
    const follower = follow(log, 'tracks');
    await until(() => follower.got.length === 1);
    db.close();
    follower.got[0].settle();
    await until(() => follower.errors.length === 1);
    expect(follower.errors[0]).toMatchObject({ name: 'PipelineError' });
    await expect(log.append('tracks', records('a', 1))).rejects.toMatchObject({ name: 'PipelineError' });
  });

  it('reads a table from a database that it may not write', async () => {
    const writer = openDatabase(path('watched.db'));
    await sqliteLog(writer, { clock: stoppedClock() }).append('mashups', records('a', 3));
    const reader = openDatabase(path('watched.db'), { readOnly: true });
    const log = sqliteLog(reader, { clock: stoppedClock() });
    const found = await lastValueFrom(log.readTable('mashups').pipe(toArray()));
    expect(found.map(({ value }) => value)).toEqual([Uint8Array.of(2)]);
    await expect(log.append('mashups', records('a', 1))).rejects.toMatchObject({ code: 'bad-config' });
    reader.close();
    writer.close();
  });
});

describe('compaction', () => {
  it('removes what is superseded and committed by every group, and keeps the newest', async () => {
    const db = openDatabase(':memory:');
    const log = sqliteLog(db, { clock: stoppedClock() });
    await log.append('clips', [...records('a', 3), ...records('b', 2), { key: 'b', value: null }]);
    const follower = follow(log, 'clips');
    await until(() => follower.got.length === 6);
    for (const each of follower.got.slice(0, 4)) each.settle();
    await quiet(() => follower.got.length, 20);
    expect(compactTopics(db, ['clips'])).toBe(3);
    // 0, 1 and 3 are superseded and committed, 4 is superseded only.
    expect(offsets(db)).toEqual([2, 4, 5]);
    follower.stop();
  });

  it('waits for the slowest group, and spares other topics', async () => {
    const db = openDatabase(':memory:');
    const log = sqliteLog(db, { clock: stoppedClock() });
    await log.append('tracks', records('a', 3));
    expect(compactTopics(db, ['clips'])).toBe(0);
    log.consume({ topics: ['tracks'], group: 'slow', maxUnsettled: 1 }).records$.subscribe();
    const fast = follow(log, 'tracks');
    await until(() => fast.got.length === 3);
    for (const each of fast.got) each.settle();
    await quiet(() => fast.got.length, 20);
    expect(compactTopics(db, ['tracks'])).toBe(0);
  });

  it('runs at opening and after so many appends, on compacted topics only', async () => {
    const db = openDatabase(':memory:');
    const log = sqliteLog(db, { clock: stoppedClock(), tidyEvery: 9 });
    await log.append('clips', records('a', 4));
    await log.append('tracks', records('a', 4));
    expect(offsets(db)).toHaveLength(8);
    await log.append('clips', records('a', 1));
    expect(offsets(db)).toEqual([0, 1, 2, 3, 4]);
    await log.append('clips', records('a', 2));
    sqliteLog(db, { clock: stoppedClock() });
    expect(offsets(db)).toEqual([0, 1, 2, 3, 6]);
  });

  it('leaves offsets that go on where they were', async () => {
    const db = openDatabase(':memory:');
    const log = sqliteLog(db, { clock: stoppedClock() });
    await log.append('clips', records('a', 5));
    compactTopics(db, ['clips']);
    await log.append('clips', records('b', 1));
    const follower = follow(log, 'clips');
    await until(() => follower.got.length === 2);
    expect(follower.got.map(({ record }) => record.offset)).toEqual([4, 5]);
    for (const each of follower.got) each.settle();
    await quiet(() => follower.got.length, 20);
    expect(await log.lag('g', ['clips'])).toEqual([{ topic: 'clips', lag: 0 }]);
  });
});
