import { lastValueFrom, toArray } from 'rxjs';
import { expect } from 'vitest';
import type { ConsumedRecord, ConsumeOptions, Log, LogRecord, NewRecord } from '../../src/ports/log.js';
import { quiet } from '../support/quiet.js';
import { until } from '../support/until.js';
import { contract, type Fixture, type Rule } from './contract.js';

/** The promises of the port Log, to be kept by every adapter, whatever its number of partitions. */
export const logContract = (adapter: string, makeFixture: () => Fixture<Log>): void =>
  contract(adapter, rules, makeFixture);

const rules: Readonly<Record<string, Rule<Log>>> = {
  'order is kept within a key': orderWithinKey,
  'a batch is appended whole': batchInOrder,
  'binary values, empty values, tombstones and headers survive': contentSurvives,
  'a key with a NUL character is refused, and its neighbours are not harmed': nulKeyRefused,
  'an unsettled record comes back after a kill': unsettledComesBack,
  'a committed record does not come back': committedStaysAway,
  'only the contiguous beginning is committed': onlyContiguous,
  'settling twice is settling once': settleIdempotent,
  'what is settled after unsubscribing is committed': settledWhileDraining,
  'a settle of an older membership is ignored': olderMembership,
  'a membership has a higher generation than any before, kills included': generationsRise,
  'the source stops at maxUnsettled, exactly': stopsAtMaxUnsettled,
  'maxUnsettled counts over all topics': maxUnsettledOverTopics,
  'a partition pauses behind a slow record, and goes on after it': pausesAtTail,
  'one slow key does not stop the other partitions': slowPartitionAlone,
  'two groups go their own ways': groupsIndependent,
  'a new group begins at the beginning': newGroupFromBeginning,
  'a consumer hears of a later append at once': laterAppendArrives,
  'a consumer hears of an append by another process': foreignAppendArrives,
  'nothing arrives after unsubscribing': nothingAfterUnsubscribe,
  'closing completes the streams': closingCompletes,
  'a table is the newest record of each key, tombstones included, then ends': tableIsNewest,
  'a followed table goes on with every later record': tableFollows,
  'a followed table hears of an append by another process': foreignTableAppend,
  'the table of an unknown topic is empty': emptyTable,
  'lag counts the records after the committed offset': lagCounts,
  'a compacted topic keeps the newest of each key through kills and reopening': compactionKeepsNewest,
  'a thousand appends at once take less than two seconds': appendsFast,
};

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (value: Uint8Array | null): string | null =>
  value === null ? null : new TextDecoder().decode(value);
const record = (key: string, value: string | null): NewRecord => ({
  key,
  value: value === null ? null : bytes(value),
});
const numbered = (key: string, count: number): NewRecord[] =>
  Array.from({ length: count }, (_, n) => record(key, String(n)));
const values = (consumed: readonly ConsumedRecord[]): (string | null)[] =>
  consumed.map((each) => text(each.record.value));

interface Follower {
  readonly got: ConsumedRecord[];
  readonly completed: () => boolean;
  stop(): void;
}

interface Following extends Partial<ConsumeOptions> {
  /** Which records are settled as they come; none by default. */
  readonly settling?: (consumed: ConsumedRecord) => boolean;
}

/** Consumes into a list. Ends quietly when a rule cuts the log off. */
function follow(log: Log, options: Following = {}): Follower {
  const got: ConsumedRecord[] = [];
  let completed = false;
  const { settling, ...rest } = options;
  const subscription = log
    .consume({ topics: ['tracks'], group: 'ingest', maxUnsettled: 1000, ...rest })
    .subscribe({
      next: (consumed) => {
        got.push(consumed);
        if (settling?.(consumed)) consumed.settle();
      },
      complete: () => (completed = true),
      error: () => undefined,
    });
  return { got, completed: () => completed, stop: () => subscription.unsubscribe() };
}

const arrived = async (follower: Follower, count: number): Promise<void> => {
  await until(() => follower.got.length >= count);
  expect(await quiet(() => follower.got.length)).toBe(count);
};

/** Waits until the group's lag in `tracks` is `lag`: what was settled is then committed. */
async function lagIs(log: Log, lag: number, group = 'ingest'): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [found] = await log.lag(group, ['tracks']);
    if (found.lag === lag) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(await log.lag(group, ['tracks'])).toEqual([{ topic: 'tracks', lag }]);
}

const table = (log: Log, topic: string): Promise<LogRecord[]> =>
  lastValueFrom(log.readTable(topic).pipe(toArray()));

/** The values of a table, from now on. */
function followTable(log: Log, topic: string): (string | null)[] {
  const got: (string | null)[] = [];
  log
    .readTable(topic, { follow: true })
    .subscribe({ next: (each) => got.push(text(each.value)), error: () => undefined });
  return got;
}

async function orderWithinKey({ open }: Fixture<Log>) {
  const log = await open();
  const keys = ['a', 'b', 'c', 'ключ', '🎵'];
  for (let n = 0; n < 40; n += 1)
    await log.append('tracks', keys.map((key) => record(key, String(n)))); // prettier-ignore
  const follower = follow(log);
  await arrived(follower, 200);
  for (const key of keys)
    expect(values(follower.got.filter((each) => each.record.key === key))).toEqual(
      Array.from({ length: 40 }, (_, n) => String(n)),
    );
}

async function batchInOrder({ open }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', []);
  await log.append('tracks', numbered('a', 100));
  const follower = follow(log);
  await arrived(follower, 100);
  expect(follower.got.map((each) => each.record.offset)).toEqual(Array.from({ length: 100 }, (_, n) => n));
  expect(values(follower.got)).toEqual(Array.from({ length: 100 }, (_, n) => String(n)));
}

async function contentSurvives({ open, crash }: Fixture<Log>) {
  const all = Uint8Array.from({ length: 256 }, (_, n) => n);
  const headers = { 'error.code': 'timeout', 'error.message': 'line 1\nline 2 "é" \u0000 🎵', empty: '' };
  const before = Date.now();
  const first = await open();
  await first.append('tracks', [
    { key: 'binary', value: all, headers },
    { key: 'empty', value: new Uint8Array(0) },
    { key: 'gone', value: null },
    { key: '', value: all.subarray(250) },
  ]);
  const follower = follow(await crash());
  await arrived(follower, 4);
  const found = new Map(follower.got.map((each) => [each.record.key, each.record]));
  expect(found.get('binary')).toMatchObject({ topic: 'tracks', value: all, headers });
  expect(found.get('empty')?.value).toEqual(new Uint8Array(0));
  expect(found.get('gone')).toMatchObject({ value: null, headers: {} });
  expect(found.get('')?.value).toEqual(Uint8Array.of(250, 251, 252, 253, 254, 255));
  expect(found.get('binary')?.timestamp).toBeGreaterThanOrEqual(before);
  expect(found.get('binary')?.timestamp).toBeLessThanOrEqual(Date.now());
}

async function nulKeyRefused({ open }: Fixture<Log>) {
  const log = await open();
  const good = log.append('tracks', [record('a', '1')]);
  const bad = log.append('tracks', [record('b', '2'), record('c\0d', '3')]);
  await expect(bad).rejects.toMatchObject({ code: 'bad-message' });
  await good;
  expect((await table(log, 'tracks')).map((each) => each.key)).toEqual(['a']);
}

async function unsettledComesBack({ open, crash }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', numbered('a', 3));
  await arrived(follow(log), 3);
  const again = follow(await crash());
  await arrived(again, 3);
  expect(values(again.got)).toEqual(['0', '1', '2']);
}

async function committedStaysAway({ open, crash }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', numbered('a', 5));
  const follower = follow(log);
  await arrived(follower, 5);
  for (const each of follower.got.slice(0, 3)) each.settle();
  await lagIs(log, 2);
  const again = follow(await crash());
  await arrived(again, 2);
  expect(values(again.got)).toEqual(['3', '4']);
}

async function onlyContiguous({ open, crash }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', numbered('a', 6));
  const follower = follow(log);
  await arrived(follower, 6);
  for (const n of [4, 0, 2]) follower.got[n].settle();
  await lagIs(log, 5);
  const again = follow(await crash());
  await arrived(again, 5);
  expect(values(again.got)).toEqual(['1', '2', '3', '4', '5']);
}

async function settleIdempotent({ open }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', numbered('a', 10));
  const follower = follow(log, { maxUnsettled: 2 });
  await arrived(follower, 2);
  for (let n = 0; n < 5; n += 1) follower.got[0].settle();
  await arrived(follower, 3);
  await lagIs(log, 9);
}

async function settledWhileDraining({ open, crash }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', numbered('a', 3));
  const follower = follow(log);
  await arrived(follower, 3);
  follower.stop();
  for (const each of follower.got.slice(0, 2)) each.settle();
  await log.close();
  const again = follow(await crash());
  await arrived(again, 1);
  expect(values(again.got)).toEqual(['2']);
}

async function olderMembership({ open }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', numbered('a', 3));
  const older = follow(log);
  await arrived(older, 3);
  older.stop();
  const newer = follow(log);
  await arrived(newer, 3);
  for (const each of older.got) each.settle();
  newer.got[0].settle();
  await lagIs(log, 2);
  await quiet(() => newer.got.length);
  await lagIs(log, 2);
  await log.append('tracks', numbered('a', 2));
  await arrived(newer, 5);
}

async function generationsRise({ open, crash }: Fixture<Log>) {
  let log = await open();
  await log.append('tracks', numbered('a', 1));
  const generations: number[] = [];
  for (const killed of [false, false, true, false]) {
    if (killed) log = await crash();
    const follower = follow(log);
    await arrived(follower, 1);
    generations.push(follower.got[0].generation);
    follower.stop();
  }
  expect(generations).toEqual([...new Set(generations)].sort((a, b) => a - b));
}

async function stopsAtMaxUnsettled({ open }: Fixture<Log>) {
  const log = await open();
  await log.append(
    'tracks',
    Array.from({ length: 100 }, (_, n) => record(`key ${n % 7}`, String(n))),
  );
  const follower = follow(log, { maxUnsettled: 7 });
  await arrived(follower, 7);
  for (const each of follower.got.slice(2, 5)) each.settle();
  await arrived(follower, 10);
  for (const each of follower.got) each.settle();
  await arrived(follower, 17);
}

async function maxUnsettledOverTopics({ open }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', numbered('a', 20));
  await log.append('clips', numbered('b', 20));
  const follower = follow(log, { topics: ['tracks', 'clips'], maxUnsettled: 5 });
  await arrived(follower, 5);
  for (let settled = 0; settled < 40; settled += 1) {
    await until(() => follower.got.length > settled);
    follower.got[settled].settle();
  }
  await arrived(follower, 40);
}

async function pausesAtTail({ open }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', numbered('a', 50));
  const limits = { maxUnsettled: 5, maxTail: 8 };
  const { got } = follow(log, { ...limits, settling: ({ record: { offset } }) => offset > 0 });
  await until(() => got.length >= 9);
  // The slow one, the tail behind it, and at most what was under way when the tail grew full.
  expect(await quiet(() => got.length)).toBeLessThanOrEqual(limits.maxTail + limits.maxUnsettled);
  got[0].settle();
  await until(() => got.length === 50);
  await lagIs(log, 0);
}

/** Holds for one partition too, where there are no others. */
async function slowPartitionAlone({ open }: Fixture<Log>) {
  const log = await open();
  const keys = Array.from({ length: 30 }, (_, n) => `key ${n}`);
  await log.append('tracks', keys.flatMap((key) => numbered(key, 4))); // prettier-ignore
  let slow: number | undefined;
  const settling = ({ record: { partition, offset } }: ConsumedRecord): boolean => {
    slow ??= partition;
    return partition !== slow || offset > 0;
  };
  const { got } = follow(log, { maxUnsettled: 50, maxTail: 3, settling });
  await until(() => got.length >= 4);
  await quiet(() => got.length);
  const [{ lag }] = await log.lag('ingest', ['tracks']);
  const ofSlow = (await table(log, 'tracks')).filter((each) => each.partition === slow);
  expect(lag).toBe(ofSlow.length * 4);
}

async function groupsIndependent({ open }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', numbered('a', 4));
  const first = follow(log, { group: 'first', settling: () => true });
  const second = follow(log, { group: 'second' });
  await arrived(first, 4);
  await arrived(second, 4);
  await lagIs(log, 0, 'first');
  await lagIs(log, 4, 'second');
}

async function newGroupFromBeginning({ open, crash }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', numbered('a', 4));
  await arrived(follow(log, { settling: () => true }), 4);
  await lagIs(log, 0);
  await arrived(follow(await crash(), { group: 'late' }), 4);
}

async function laterAppendArrives({ open }: Fixture<Log>) {
  const log = await open();
  const follower = follow(log);
  await quiet(() => follower.got.length);
  await log.append('tracks', numbered('a', 2));
  await arrived(follower, 2);
}

async function foreignAppendArrives({ open, other }: Fixture<Log>) {
  const log = await open();
  const follower = follow(log);
  await quiet(() => follower.got.length);
  const foreign = await other();
  await foreign.append('tracks', numbered('a', 2));
  await arrived(follower, 2);
}

async function nothingAfterUnsubscribe({ open }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', numbered('a', 300));
  const got: ConsumedRecord[] = [];
  const subscription = log
    .consume({ topics: ['tracks'], group: 'ingest', maxUnsettled: 1000 })
    .subscribe((consumed) => {
      got.push(consumed);
      if (got.length === 3) subscription.unsubscribe();
    });
  await until(() => got.length === 3);
  await log.append('tracks', numbered('a', 3));
  expect(await quiet(() => got.length)).toBe(3);
}

async function closingCompletes({ open }: Fixture<Log>) {
  const log = await open();
  const follower = follow(log);
  let ended = false;
  log.readTable('clips', { follow: true }).subscribe({ complete: () => (ended = true) });
  await quiet(() => follower.got.length);
  expect([follower.completed(), ended]).toEqual([false, false]);
  await log.close();
  await until(() => follower.completed() && ended);
}

async function tableIsNewest({ open }: Fixture<Log>) {
  const log = await open();
  await log.append('clips', [record('a', '1'), record('b', '1'), record('a', '2')]);
  await log.append('clips', [record('b', null), record('c', '1')]);
  const found = (await table(log, 'clips')).map((each) => [each.key, text(each.value)]);
  expect(found.sort()).toEqual([
    ['a', '2'],
    ['b', null],
    ['c', '1'],
  ]);
}

async function tableFollows({ open }: Fixture<Log>) {
  const log = await open();
  await log.append('clips', [record('a', '1'), record('a', '2')]);
  const got = followTable(log, 'clips');
  await until(() => got.length === 1);
  await quiet(() => got.length);
  await log.append('clips', [record('a', '3'), record('a', '4')]);
  await log.append('clips', [record('a', null)]);
  await until(() => got.length === 4);
  expect(got).toEqual(['2', '3', '4', null]);
}

async function foreignTableAppend({ open, other }: Fixture<Log>) {
  const log = await open();
  const got = followTable(log, 'clips');
  await quiet(() => got.length);
  const foreign = await other();
  await foreign.append('clips', [record('a', '1')]);
  await until(() => got.length === 1);
}

async function emptyTable({ open }: Fixture<Log>) {
  expect(await table(await open(), 'nothing-yet')).toEqual([]);
}

async function lagCounts({ open }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', [...numbered('a', 3), ...numbered('b', 4)]);
  await log.append('clips', numbered('c', 2));
  const follower = follow(log, { topics: ['tracks', 'clips'] });
  await arrived(follower, 9);
  for (const each of follower.got) if (each.record.topic === 'clips') each.settle();
  await until(() => follower.got.length === 9);
  await lagIs(log, 7);
  await quiet(() => follower.got.length);
  expect(await log.lag('ingest', ['tracks', 'clips', 'nothing-yet'])).toEqual([
    { topic: 'tracks', lag: 7 },
    { topic: 'clips', lag: 0 },
    { topic: 'nothing-yet', lag: 0 },
  ]);
}

async function compactionKeepsNewest({ open, crash }: Fixture<Log>) {
  const log = await open();
  for (const key of ['a', 'b', 'c']) await log.append('clips', numbered(key, 20));
  await log.append('clips', [record('b', null)]);
  const follower = follow(log, { topics: ['clips'] });
  await arrived(follower, 61);
  for (const each of follower.got.slice(0, 30)) each.settle();
  await quiet(() => follower.got.length);
  const reopened = await crash();
  const newest = (await table(reopened, 'clips')).map((each) => [each.key, text(each.value)]);
  expect(newest.sort()).toEqual([
    ['a', '19'],
    ['b', null],
    ['c', '19'],
  ]);
  const again = follow(reopened, { topics: ['clips'] });
  await quiet(() => again.got.length);
  const last = new Map(again.got.map((each) => [each.record.key, text(each.record.value)]));
  expect(last.get('c')).toBe('19');
}

async function appendsFast({ open }: Fixture<Log>) {
  const log = await open();
  const start = performance.now();
  await Promise.all(
    Array.from({ length: 1000 }, (_, n) =>
      log.append('clips', [{ key: `key ${n % 50}`, value: new Uint8Array(3000).fill(n) }]),
    ),
  );
  expect(performance.now() - start).toBeLessThan(2000);
  expect(await table(log, 'clips')).toHaveLength(50);
}
