import { expect } from 'vitest';
import type { Attempts } from '../../src/ports/attempts.js';
import { contract, type Fixture, type Rule } from './contract.js';

/** The promises of the port Attempts, to be kept by every adapter. */
export const attemptsContract = (adapter: string, makeFixture: () => Fixture<Attempts>): void =>
  contract(adapter, rules, makeFixture);

const rules: Readonly<Record<string, Rule<Attempts>>> = {
  'beginnings are counted, each once however often it is told': countsEachOnce,
  'counts survive kills': survivesKills,
  'records are counted apart': countedApart,
  'looking counts nothing': looking,
  'what was taken back does not count, whatever else does': takenBack,
  'what was taken back can begin again': beginsAgain,
  'an ended record begins anew': endForgets,
  'ending what never began is no error': endOfNothing,
  'beginnings at one time are all counted': countsConcurrent,
};

const place = { topic: 'tracks', partition: 0, offset: 7 };

async function countsEachOnce({ open, other }: Fixture<Attempts>) {
  const attempts = await open();
  for (const name of ['a', 'b', 'a']) await attempts.begin(place, name);
  await (await other()).begin(place, 'b');
  expect(await attempts.count(place)).toBe(2);
}

async function survivesKills({ open, crash }: Fixture<Attempts>) {
  await (await open()).begin(place, 'a');
  await (await crash()).begin(place, 'b');
  const last = await crash();
  await last.begin(place, 'c');
  expect(await last.count(place)).toBe(3);
}

async function countedApart({ open }: Fixture<Attempts>) {
  const attempts = await open();
  const others = [
    { ...place, topic: 'clips' },
    { ...place, partition: 1 },
    { ...place, offset: 8 },
    { ...place, offset: 70 },
  ];
  await attempts.begin(place, 'a');
  for (const other of others) {
    expect(await attempts.count(other)).toBe(0);
    await attempts.begin(other, 'a');
    expect(await attempts.count(other)).toBe(1);
  }
  for (const other of [...others, { ...place, offset: 6 }]) await attempts.end(other);
  expect(await attempts.count(place)).toBe(1);
}

async function looking({ open, crash }: Fixture<Attempts>) {
  const attempts = await open();
  expect(await attempts.count(place)).toBe(0);
  await attempts.begin(place, 'a');
  expect([await attempts.count(place), await (await crash()).count(place)]).toEqual([1, 1]);
}

async function takenBack({ open, crash }: Fixture<Attempts>) {
  const attempts = await open();
  await attempts.takeBack(place, 'a');
  expect(await attempts.count(place)).toBe(0);
  for (const name of ['a', 'b']) await attempts.begin(place, name);
  await attempts.takeBack(place, 'a');
  const later = await crash();
  await later.takeBack(place, 'a');
  expect(await later.count(place)).toBe(1);
  await later.takeBack(place, 'b');
  expect(await later.count(place)).toBe(0);
}

async function beginsAgain({ open }: Fixture<Attempts>) {
  const attempts = await open();
  await attempts.begin(place, 'a');
  await attempts.takeBack(place, 'a');
  await attempts.begin(place, 'a');
  expect(await attempts.count(place)).toBe(1);
}

async function endForgets({ open, crash }: Fixture<Attempts>) {
  const attempts = await open();
  for (const name of ['a', 'b']) await attempts.begin(place, name);
  await attempts.end(place);
  expect(await (await crash()).count(place)).toBe(0);
}

async function endOfNothing({ open }: Fixture<Attempts>) {
  await expect((await open()).end(place)).resolves.toBeUndefined();
}

async function countsConcurrent({ open, other }: Fixture<Attempts>) {
  const both = [await open(), await other()];
  await Promise.all(Array.from({ length: 10 }, (_, n) => both[n % 2].begin(place, `${n}`)));
  expect(await both[0].count(place)).toBe(10);
}
