import { lastValueFrom, toArray } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compactTopics } from '../../../../src/adapters/sqlite/log/compactTopics.js';
import type { Database } from '../../../../src/adapters/sqlite/database/connect.js';
import { openDatabase } from '../../../../src/adapters/sqlite/database/openDatabase.js';
import { sqliteLog } from '../../../../src/adapters/sqlite/log/sqliteLog.js';
import { trimTopics } from '../../../../src/adapters/sqlite/log/trimTopics.js';
import { sqliteCatalogue } from '../../../../src/adapters/sqlite/catalogue/sqliteCatalogue.js';
import type { ConsumedRecord, Log } from '../../../../src/ports/log.js';
import { naming } from '../../../contracts/catalogue/support/track.js';
import { clipOf } from '../../../support/clips.js';
import { manualClock } from '../../../support/manualClock.js';
import { quiet } from '../../../support/quiet.js';
import { until } from '../../../support/until.js';

const day = 86_400_000;
const clock = manualClock(1000 * day);
let db: Database;
beforeEach(() => (db = openDatabase(':memory:')));
afterEach(() => db.close());

const open = (keepFor?: number): Log =>
  sqliteLog(db, { clock, ...(keepFor !== undefined && { keepFor }), pollEvery: day, tidyEvery: 1_000_000 });

const put = (
  log: Log,
  topic: string,
  key: string,
  value: Uint8Array | null = Uint8Array.of(1),
): Promise<void> => log.append(topic, [{ key, value }]);

const keysIn = (topic: string): string[] =>
  db
    .prepare<{ key: string }>('SELECT key FROM records WHERE topic = ? ORDER BY seq')
    .all(topic)
    .map(({ key }) => key);

/** Reads the topic as a group and settles the records chosen, durably. */
async function read(log: Log, topic: string, chosen: (key: string) => boolean): Promise<void> {
  const got: ConsumedRecord[] = [];
  const subscription = log
    .consume({ topics: [topic], group: 'g', maxUnsettled: 100 })
    .records$.subscribe((each) => {
      got.push(each);
      if (chosen(each.record.key)) each.settle();
    });
  await until(() => got.length > 0);
  await quiet(() => got.length, 20);
  subscription.unsubscribe();
}

describe('topics kept by time', () => {
  it('forget at opening what is older, record by record', async () => {
    const log = open();
    for (const topic of ['training-samples', 'dead-letters']) await put(log, topic, 'old');
    clock.advance(10 * day);
    for (const topic of ['training-samples', 'dead-letters']) await put(log, topic, 'new');
    open(11 * day);
    expect(keysIn('training-samples')).toEqual(['old', 'new']);
    open(9 * day);
    expect([keysIn('training-samples'), keysIn('dead-letters')]).toEqual([['new'], ['new']]);
    clock.advance(1000 * day);
    open();
    expect(keysIn('training-samples')).toEqual(['new']);
  });

  it('keep what a group has not committed, or no group has ever read', async () => {
    const log = open();
    for (const key of ['a', 'b', 'c']) await put(log, 'tracks', key);
    clock.advance(10 * day);
    open(day);
    expect(keysIn('tracks')).toEqual(['a', 'b', 'c']);
    await read(log, 'tracks', (key) => key !== 'b');
    open(day);
    expect(keysIn('tracks')).toEqual(['b', 'c']);
    await read(log, 'tracks', () => true);
    open(day);
    expect(keysIn('tracks')).toEqual([]);
    expect(await log.lag('g', ['tracks'])).toEqual([{ topic: 'tracks', lag: 0 }]);
  });

  it('go on at the offsets where they were, and for who reads them as a table', async () => {
    const log = open();
    for (const key of ['a', 'b']) await put(log, 'tracks', key);
    await read(log, 'tracks', () => true);
    const seen: string[] = [];
    const following = log.readTable('tracks', { follow: true }).subscribe(({ key }) => seen.push(key));
    await until(() => seen.length === 2);
    clock.advance(10 * day);
    const later = open(day);
    await put(later, 'tracks', 'c');
    await put(log, 'tracks', 'd');
    await until(() => seen.length === 4);
    expect(seen).toEqual(['a', 'b', 'c', 'd']);
    expect(
      (await lastValueFrom(later.readTable('tracks').pipe(toArray()))).map(({ offset }) => offset),
    ).toEqual([2, 3]);
    expect(await later.lag('g', ['tracks'])).toEqual([{ topic: 'tracks', lag: 2 }]);
    following.unsubscribe();
  });
});

describe('what a later run needs stays whatever the clock says:', () => {
  const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
  const sampleOf = (seedClipId: string): Uint8Array => json({ recipe: { seedClipId } });

  it('the training samples of seeds that live', async () => {
    const log = open();
    const catalogue = sqliteCatalogue(db);
    for (const id of ['living', 'leaving']) await catalogue.putClip(clipOf(id));
    await put(log, 'training-samples', 'again', sampleOf('living'));
    for (const seed of ['living', 'leaving', 'gone']) {
      await put(log, 'training-samples', `sample of ${seed}`, sampleOf(seed));
      await put(log, 'training-samples', 'again', sampleOf('living'));
    }
    clock.advance(400 * day);
    open(365 * day);
    expect(keysIn('training-samples')).toEqual(['sample of living', 'sample of leaving', 'again']);
    await catalogue.removeClip('leaving');
    open(365 * day);
    expect(keysIn('training-samples')).toEqual(['sample of living', 'again']);
  });

  it('the newest message of a publication that is indexed', async () => {
    const log = open();
    for (const id of ['indexed', 'withdrawn']) await sqliteCatalogue(db).putPublication(naming(id, 't'));
    for (const key of ['indexed', 'withdrawn', 'unknown', 'indexed'])
      await put(log, 'tracks', key, json(key));
    await put(log, 'tracks', 'withdrawn', null);
    await read(log, 'tracks', () => true);
    clock.advance(400 * day);
    open(365 * day);
    expect(await log.lag('g', ['tracks'])).toEqual([{ topic: 'tracks', lag: 0 }]);
    expect(keysIn('tracks')).toEqual(['indexed']);
  });

  it('the dead letter of a message that is still there, with which it goes', async () => {
    const log = open();
    await sqliteCatalogue(db).putPublication(naming('indexed', 't'));
    for (const key of ['unknown', 'indexed', 'waiting']) await put(log, 'tracks', key, json(key));
    const letter = (key: string, offset: number) => ({
      ...{ key, value: json(key) },
      headers: { 'error.topic': 'tracks', 'error.partition': '0', 'error.offset': String(offset) },
    });
    await log.append('dead-letters', [letter('unknown', 0), letter('indexed', 1), letter('waiting', 2)]);
    await put(log, 'dead-letters', 'of nothing');
    await read(log, 'tracks', (key) => key !== 'waiting');
    clock.advance(400 * day);
    open(365 * day);
    expect([keysIn('tracks'), keysIn('dead-letters')]).toEqual([
      ['indexed', 'waiting'],
      ['indexed', 'waiting'],
    ]);
  });

  it('what was written while the clock was ahead, when it is right again', async () => {
    clock.advance(400 * day);
    const log = open(365 * day);
    for (const topic of ['tracks', 'training-samples', 'dead-letters']) await put(log, topic, 'ahead');
    clock.advance(-400 * day);
    const back = open(365 * day);
    await put(back, 'tracks', 'now');
    open(365 * day);
    expect([keysIn('tracks'), keysIn('training-samples')]).toEqual([['ahead', 'now'], ['ahead']]);
  });
});

describe('tombstones of compacted topics', () => {
  it('go after a day, when every group has committed them', async () => {
    const log = open();
    for (const key of ['a', 'b', 'c']) await put(log, 'clips', key);
    for (const key of ['a', 'b']) await put(log, 'clips', key, null);
    await put(log, 'mashups', 'a');
    await put(log, 'mashups', 'a', null);
    open();
    expect([keysIn('clips'), keysIn('mashups')]).toEqual([['c', 'a', 'b'], ['a']]);
    await read(log, 'clips', () => true);
    await put(log, 'clips', 'c', null);
    clock.advance(1.5 * day);
    await put(log, 'clips', 'b', null);
    open();
    // The tombstone of c is old and uncommitted, that of b is young.
    expect([keysIn('clips'), keysIn('mashups')]).toEqual([['c', 'b'], []]);
  });

  it('stay while something older of their key is left, which would come to life again', async () => {
    const log = open();
    await put(log, 'clips', 'a');
    await put(log, 'clips', 'a', null);
    await read(log, 'clips', () => true);
    const rules = {
      timed: [],
      awaited: [],
      before: 0,
      compacted: ['clips'],
      tombstonesBefore: clock.now() + 1,
    };
    expect([trimTopics(db, rules), keysIn('clips')]).toEqual([0, ['a', 'a']]);
    compactTopics(db, ['clips']);
    expect([trimTopics(db, rules), keysIn('clips')]).toEqual([1, []]);
  });
});

it('the house is kept while records are appended, too', async () => {
  const log = sqliteLog(db, { clock, keepFor: day, tidyEvery: 3 });
  await put(log, 'training-samples', 'a');
  clock.advance(2 * day);
  await put(log, 'training-samples', 'b');
  expect(keysIn('training-samples')).toEqual(['a', 'b']);
  await put(log, 'training-samples', 'c');
  expect(keysIn('training-samples')).toEqual(['b', 'c']);
});
