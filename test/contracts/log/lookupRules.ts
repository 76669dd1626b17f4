import { expect } from 'vitest';
import { lastValueFrom, toArray } from 'rxjs';
import type { Log } from '../../../src/ports/log.js';
import { quiet } from '../../support/quiet.js';
import { until } from '../../support/until.js';
import type { Fixture, Rule } from '../contract.js';
import { numbered } from './support/numbered.js';
import { record } from './support/record.js';
import { text } from './support/text.js';

/** What can be found without reading a topic. */
export const lookupRules: Readonly<Record<string, Rule<Log>>> = {
  'the newest record of keys is found, tombstones included, and none where there is none': newestOfKeys,
  'of many keys at once the newest of each is found, and nothing of others': newestOfMany,
  'what came since a place is every record since, of every partition': sinceAPlace,
  'who follows from the end hears only what comes': followingFromTheEnd,
};

const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

async function newestOfKeys({ open, other }: Fixture<Log>) {
  const log = await open();
  for (const key of keys) await log.append('tracks', numbered(key, 3));
  await log.append('clips', [record('a', 'of another topic')]);
  await (await other()).append('tracks', [record('b', null), record('c', 'theirs')]);
  const found = await log.newestOf('tracks', ['c', 'none', 'a', 'b']);
  expect([...found].map(([key, { value }]) => [key, text(value)])).toEqual([
    ['c', 'theirs'],
    ['a', '2'],
    ['b', null],
  ]);
  expect((await log.newestOf('nothing-yet', keys)).size).toBe(0);
  expect((await log.newestOf('tracks', [])).size).toBe(0);
}

async function newestOfMany({ open, other }: Fixture<Log>) {
  const log = await open();
  const many = Array.from({ length: 600 }, (_, n) => `key ${n}`);
  const foreign = await other();
  for (const value of ['1', '2', '3'])
    await (value === '2' ? foreign : log).append(
      'mashups',
      many.map((key) => record(key, `${value} of ${key}`)),
    );
  // A key that is no text is nobody's.
  await log.append('mashups', [
    { ...record('key 2', 'raw'), rawKey: Uint8Array.of(0xff, 1) },
    record('key 4', null),
  ]);
  const asked = many.filter((_, n) => n % 2 === 0);
  const found = await log.newestOf('mashups', [...asked, 'absent']);
  expect([...found].map(([key, { value }]) => [key, text(value)])).toEqual(
    asked.map((key) => [key, key === 'key 4' ? null : `3 of ${key}`]),
  );
}

async function sinceAPlace({ open, crash }: Fixture<Log>) {
  const log = await open();
  const since = async (from: Log, place: readonly number[]): Promise<readonly (string | null)[]> => {
    const found = await lastValueFrom(from.readTable('clips', { since: place }).pipe(toArray()));
    return found.map(({ key, value }) => `${key}${text(value) ?? ' gone'}`).sort();
  };
  const nowhere = await log.end('clips');
  expect(await since(log, nowhere)).toEqual([]);
  for (const key of keys) await log.append('clips', [record(key, '1')]);
  const place = await log.end('clips');
  await log.append('mashups', [record('a', 'elsewhere')]);
  expect(await since(log, place)).toEqual([]);
  for (const value of ['2', '3'])
    await log.append(
      'clips',
      keys.slice(0, 4).map((key) => record(key, value)),
    );
  await log.append('clips', [record('g', null)]);
  const later = ['a2', 'a3', 'b2', 'b3', 'c2', 'c3', 'd2', 'd3', 'g gone'];
  expect(await since(log, place)).toEqual(later);
  const all = [...keys.map((key) => `${key}1`), ...later].sort();
  expect(await since(log, nowhere)).toEqual(all);
  const reopened = await crash();
  expect(await since(reopened, await reopened.end('clips'))).toEqual([]);
}

async function followingFromTheEnd({ open, other }: Fixture<Log>) {
  const log = await open();
  for (const key of keys) await log.append('clips', [record(key, '1')]);
  const got: (string | null)[] = [];
  const place = await log.end('clips');
  log
    .readTable('clips', { follow: true, since: place })
    .subscribe({ next: ({ value }) => got.push(text(value)), error: () => undefined });
  expect(await quiet(() => got.length)).toBe(0);
  await log.append('clips', [record('a', 'mine')]);
  await (await other()).append('clips', [record('b', 'theirs')]);
  await until(() => got.length === 2);
  expect(got).toEqual(['mine', 'theirs']);
}
