import { expect } from 'vitest';
import type { ConsumedRecord, Log } from '../../../src/ports/log.js';
import { quiet } from '../../support/quiet.js';
import { until } from '../../support/until.js';
import type { Fixture, Rule } from '../contract.js';
import { arrived } from './support/arrived.js';
import { follow, type Follower } from './support/follow.js';
import { lagIs } from './support/lagIs.js';
import { record } from './support/record.js';

/** Members of one group: who owns a partition, and what happens to what was handed out when that changes. */
export const memberRules: Readonly<Record<string, Rule<Log>>> = {
  'each partition has one owner; what another takes is lost, and cannot be settled': takenByAnother,
  'who leaves commits what it settled; the rest is lost to it and comes to another at once': leaving,
  'what comes again to a member after a loss has a higher generation': comesAgainNewer,
  'who takes no more is still told of what it loses': lossWhileDraining,
  'a member that never took anything leaves in peace, twice too': leavesUnjoined,
  'who is no member yet says so; a member that can be served is hindered by nothing, nor who wants no more':
    hindered,
  'the end of a record’s partition is beyond it, and grows with what is appended': endIsKnown,
};

const keys = Array.from({ length: 12 }, (_, n) => `key ${n}`);
const append = (log: Log, value: string): Promise<void> =>
  log.append(
    'tracks',
    keys.map((key) => record(key, value)),
  );

const ownedBy = ({ member }: Follower, consumed: ConsumedRecord): boolean =>
  member.owns('tracks', consumed.record.partition);
const placeOf = ({ record: { partition, offset } }: ConsumedRecord): string => `${partition}/${offset}`;
const places = (all: readonly ConsumedRecord[]): readonly string[] => all.map(placeOf).sort();

/** Waits until every partition has exactly one owner among the members, for a while. */
async function shared(log: Log, ...members: readonly Follower[]): Promise<void> {
  const partitions = (await log.end('tracks')).map((_, partition) => partition);
  const owners = (partition: number): number =>
    members.filter(({ member }) => member.owns('tracks', partition)).length;
  await until(() => partitions.every((partition) => owners(partition) === 1), 20_000);
}

/** Two members in two processes, after the first was handed all. */
async function two({ open, other }: Fixture<Log>) {
  const log = await open();
  await append(log, 'x');
  const first = follow(log);
  await arrived(first, keys.length);
  expect(first.got.every((each) => ownedBy(first, each) && !each.lost.aborted)).toBe(true);
  const second = follow(await other());
  expect(second.member.owns('tracks', 0)).toBe(false);
  await until(() => first.got.some((each) => ownedBy(second, each)), 20_000);
  return { log, first, second };
}

async function takenByAnother(fixture: Fixture<Log>) {
  const { log, first, second } = await two(fixture);
  await shared(log, first, second);
  const lost = first.got.filter((each) => !ownedBy(first, each));
  await until(() => lost.every((each) => each.lost.aborted) && second.got.length >= lost.length);
  expect(first.got.filter((each) => each.lost.aborted)).toEqual(lost);
  expect(places(second.got)).toEqual(places(lost));
  for (const each of first.got) each.settle();
  await lagIs(log, lost.length);
  await quiet(() => first.got.length);
  await lagIs(log, lost.length);
  for (const each of second.got) each.settle();
  await lagIs(log, 0);
}

async function leaving(fixture: Fixture<Log>) {
  const { log, first, second } = await two(fixture);
  await shared(log, first, second);
  await until(() => second.got.length >= first.got.filter((each) => !ownedBy(first, each)).length);
  for (const [goes, stays] of [
    [second, first],
    [first, undefined],
  ] as const) {
    const kept = goes.got.filter((each) => !each.lost.aborted);
    const settled = kept.filter(({ record: { offset } }) => offset === 0);
    for (const each of settled) each.settle();
    const before = new Set(stays?.got);
    await goes.member.leave();
    expect(goes.completed()).toBe(true);
    expect(kept.every((each) => each.lost.aborted && !ownedBy(goes, each))).toBe(true);
    for (const each of kept) each.settle();
    if (!stays) continue;
    await shared(log, first);
    const rest = kept.filter((each) => !settled.includes(each));
    await until(() => stays.got.length >= before.size + rest.length);
    await quiet(() => stays.got.length);
    const came = stays.got.filter((each) => !before.has(each));
    expect(places(came)).toEqual(places(rest));
  }
  // The first of each partition was settled by who owned it.
  const partitions = (await log.end('tracks')).filter((end) => end > 0);
  await lagIs(log, keys.length - partitions.length);
}

async function comesAgainNewer(fixture: Fixture<Log>) {
  const { log, first, second } = await two(fixture);
  await shared(log, first, second);
  const lost = first.got.filter((each) => !ownedBy(first, each));
  await second.member.leave();
  await shared(log, first);
  await until(() => first.got.length >= keys.length + lost.length);
  const older = new Map(lost.map((each) => [placeOf(each), each.generation]));
  const again = first.got.slice(keys.length);
  expect(places(again)).toEqual(places(lost));
  expect(again.every((each) => each.generation > (older.get(placeOf(each)) ?? Infinity))).toBe(true);
}

async function lossWhileDraining(fixture: Fixture<Log>) {
  const { log, first, second } = await two(fixture);
  first.member.takeNoMore();
  await shared(log, first, second);
  await until(() => first.got.every((each) => each.lost.aborted !== ownedBy(first, each)));
  await append(log, 'y');
  await quiet(() => second.got.length);
  expect(first.got).toHaveLength(keys.length);
  for (const each of first.got) each.settle();
  await first.member.leave();
  await shared(log, second);
  await arrived(second, 2 * keys.length - first.got.filter((each) => !wasLost(each, second)).length);
}

/** Was it handed to the other too? */
const wasLost = (consumed: ConsumedRecord, { got }: Follower): boolean =>
  got.some((each) => placeOf(each) === placeOf(consumed));

async function leavesUnjoined({ open }: Fixture<Log>) {
  const log = await open();
  await append(log, 'x');
  const member = log.consume({ topics: ['tracks'], group: 'ingest', maxUnsettled: 9 });
  await member.leave();
  await member.leave();
  let completed = false;
  member.records$.subscribe({ complete: () => (completed = true) });
  expect([completed, member.owns('tracks', 0)]).toEqual([true, false]);
  await arrived(follow(log), keys.length);
}

async function hindered({ open, other }: Fixture<Log>) {
  const log = await open();
  const first = follow(log);
  expect(first.member.hindrance()).toBe('not a member of group ingest');
  await append(log, 'x');
  await arrived(first, keys.length);
  expect(first.member.hindrance()).toBeUndefined();
  // Also with nothing to do, and with all that it may have in hand.
  const second = follow(await other(), { maxUnsettled: 1 });
  await until(() => second.got.length === 1, 20_000);
  await shared(log, first, second);
  await quiet(() => second.got.length);
  for (const { member } of [first, second]) expect(member.hindrance()).toBeUndefined();
  first.member.takeNoMore();
  await second.member.leave();
  for (const { member } of [first, second]) expect(member.hindrance()).toBeUndefined();
}

async function endIsKnown({ open, other }: Fixture<Log>) {
  const log = await open();
  await append(log, 'x');
  const follower = follow(log);
  await arrived(follower, keys.length);
  const ends = await log.end('tracks');
  for (const { record: each, end } of follower.got) {
    expect(end()).toBeGreaterThan(each.offset);
    expect(end()).toBeLessThanOrEqual(ends[each.partition]);
  }
  await append(await other(), 'y');
  await arrived(follower, 2 * keys.length);
  for (const { record: each, end } of follower.got) expect(end()).toBe(2 * ends[each.partition]);
}
