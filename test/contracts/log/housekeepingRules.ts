import { expect } from 'vitest';
import type { Log } from '../../../src/ports/log.js';
import { quiet } from '../../support/quiet.js';
import { until } from '../../support/until.js';
import type { Fixture, Rule } from '../contract.js';
import { arrived } from './support/arrived.js';
import { follow } from './support/follow.js';
import { lagIs } from './support/lagIs.js';
import { numbered } from './support/numbered.js';
import { record } from './support/record.js';
import { table } from './support/table.js';
import { text } from './support/text.js';

/** Lag, compaction and appends at once. */
export const housekeepingRules: Readonly<Record<string, Rule<Log>>> = {
  'lag counts the records after the committed offset': lagCounts,
  'a record waits from its append until its settling is committed': waitsUntilCommitted,
  'a compacted topic keeps the newest of each key through kills and reopening': compactionKeepsNewest,
  'a thousand appends at once all arrive, in the order of the calls': appendsTogether,
};

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

async function waitsUntilCommitted({ open, crash }: Fixture<Log>) {
  const log = await open();
  const topics = ['tracks', 'clips'];
  expect(await log.waits('ingest', topics)).toBe(false);
  await log.append('clips', numbered('c', 2));
  expect(await log.waits('ingest', topics)).toBe(true);
  expect(await log.waits('ingest', ['tracks'])).toBe(false);
  const follower = follow(log, { topics });
  await arrived(follower, 2);
  follower.got[1].settle();
  await quiet(() => follower.got.length);
  expect(await log.waits('ingest', topics)).toBe(true);
  follower.got[0].settle();
  await expect.poll(() => log.waits('ingest', topics)).toBe(false);
  expect(await log.waits('another', topics)).toBe(true);
  expect(await (await crash()).waits('ingest', topics)).toBe(false);
}

async function compactionKeepsNewest({ open, crash }: Fixture<Log>) {
  const log = await open();
  for (const key of ['a', 'b', 'c']) await log.append('clips', numbered(key, 20));
  await log.append('clips', [record('b', null)]);
  const follower = follow(log, { topics: ['clips'] });
  await arrived(follower, 61);
  for (const each of follower.got) if (Number(text(each.record.value)) < 10) each.settle();
  await quiet(() => follower.got.length);
  const reopened = await crash();
  const newest = (await table(reopened, 'clips')).map((each) => [each.key, text(each.value)]);
  expect(newest.sort()).toEqual([
    ['a', '19'],
    ['b', null],
    ['c', '19'],
  ]);
  const again = follow(reopened, { topics: ['clips'] });
  const last = () => new Map(again.got.map((each) => [each.record.key, text(each.record.value)])).get('c');
  await until(() => last() === '19');
}

async function appendsTogether({ open }: Fixture<Log>) {
  const log = await open();
  await Promise.all(
    Array.from({ length: 1000 }, (_, n) =>
      log.append('clips', [{ key: `key ${n % 50}`, value: new Uint8Array(3000).fill(n) }]),
    ),
  );
  const newest = (await table(log, 'clips')).map(({ key, value }) => [key, value?.at(0)]).sort();
  const expected = Array.from({ length: 50 }, (_, k) => [`key ${k}`, (950 + k) % 256]).sort();
  expect(newest).toEqual(expected);
}
