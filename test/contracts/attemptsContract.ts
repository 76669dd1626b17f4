import { expect } from 'vitest';
import type { Attempts } from '../../src/ports/attempts.js';
import { contract, type Fixture, type Rule } from './contract.js';

/** The promises of the port Attempts, to be kept by every adapter. */
export const attemptsContract = (adapter: string, makeFixture: () => Fixture<Attempts>): void =>
  contract(adapter, rules, makeFixture);

const rules: Readonly<Record<string, Rule<Attempts>>> = {
  'beginnings are counted from one': countsFromOne,
  'counts survive kills': survivesKills,
  'records are counted apart': countedApart,
  'looking counts nothing': looking,
  'what was taken back does not count, whatever else does': takenBack,
  'an ended record begins anew': endForgets,
  'ending what never began is no error': endOfNothing,
  'beginnings at one time are all counted': countsConcurrent,
};

const place = { topic: 'tracks', partition: 0, offset: 7 };

async function countsFromOne({ open }: Fixture<Attempts>) {
  const attempts = await open();
  expect([await attempts.begin(place), await attempts.begin(place)]).toEqual([1, 2]);
}

async function survivesKills({ open, crash }: Fixture<Attempts>) {
  await (await open()).begin(place);
  await (await crash()).begin(place);
  expect(await (await crash()).begin(place)).toBe(3);
}

async function countedApart({ open }: Fixture<Attempts>) {
  const attempts = await open();
  const others = [
    { ...place, topic: 'clips' },
    { ...place, partition: 1 },
    { ...place, offset: 8 },
  ];
  await attempts.begin(place);
  for (const other of others) expect(await attempts.begin(other)).toBe(1);
  for (const other of [...others, { ...place, offset: 6 }]) await attempts.end(other);
  expect(await attempts.begin(place)).toBe(2);
}

async function looking({ open, crash }: Fixture<Attempts>) {
  const attempts = await open();
  expect(await attempts.count(place)).toBe(0);
  await attempts.begin(place);
  expect([await attempts.count(place), await (await crash()).count(place)]).toEqual([1, 1]);
}

async function takenBack({ open, crash }: Fixture<Attempts>) {
  const attempts = await open();
  await attempts.takeBack(place);
  expect(await attempts.count(place)).toBe(0);
  await attempts.begin(place);
  await attempts.begin(place);
  await attempts.takeBack(place);
  const later = await crash();
  expect(await later.count(place)).toBe(1);
  for (let n = 0; n < 3; n += 1) await later.takeBack(place);
  expect([await later.count(place), await later.begin(place)]).toEqual([0, 1]);
}

async function endForgets({ open, crash }: Fixture<Attempts>) {
  const attempts = await open();
  await attempts.begin(place);
  await attempts.end(place);
  expect(await (await crash()).begin(place)).toBe(1);
}

async function endOfNothing({ open }: Fixture<Attempts>) {
  await expect((await open()).end(place)).resolves.toBeUndefined();
}

async function countsConcurrent({ open, other }: Fixture<Attempts>) {
  const both = [await open(), await other()];
  const counts = await Promise.all(Array.from({ length: 10 }, (_, n) => both[n % 2].begin(place)));
  expect(counts.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
}
