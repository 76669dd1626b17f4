import { expect } from 'vitest';
import type { Log } from '../../../src/ports/log.js';
import { quiet } from '../../support/quiet.js';
import { until } from '../../support/until.js';
import type { Fixture, Rule } from '../contract.js';
import { record } from './support/record.js';
import { table } from './support/table.js';
import { text } from './support/text.js';

/** A topic read as a table. */
export const tableRules: Readonly<Record<string, Rule<Log>>> = {
  'a table is the newest record of each key, tombstones included, then ends': tableIsNewest,
  'a followed table goes on with every later record': tableFollows,
  'a followed table hears of an append by another process': foreignTableAppend,
  'the table of a topic to which nothing was appended is empty': emptyTable,
};

/** The values of a table, from now on. */
function followTable(log: Log, topic: string): (string | null)[] {
  const got: (string | null)[] = [];
  log
    .readTable(topic, { follow: true })
    .subscribe({ next: (each) => got.push(text(each.value)), error: () => undefined });
  return got;
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
