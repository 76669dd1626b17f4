import { expect } from 'vitest';
import type { Log } from '../../../src/ports/log.js';
import { quiet } from '../../support/quiet.js';
import type { Fixture, Rule } from '../contract.js';
import { arrived } from './support/arrived.js';
import { follow } from './support/follow.js';
import { lagIs } from './support/lagIs.js';
import { numbered } from './support/numbered.js';
import { values } from './support/values.js';

/** What a settle commits, for whom, and what a kill brings back. */
export const settlingRules: Readonly<Record<string, Rule<Log>>> = {
  'an unsettled record comes back after a kill': unsettledComesBack,
  'a committed record does not come back': committedStaysAway,
  'only the contiguous beginning is committed': onlyContiguous,
  'settling twice is settling once': settleIdempotent,
  'what is settled after taking no more, or unsubscribing, is committed': settledWhileDraining,
  'a settle of a membership that was left is ignored': olderMembership,
};

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
  let log = await open();
  await log.append('tracks', numbered('a', 4));
  for (const how of ['takeNoMore', 'unsubscribe'] as const) {
    const left = how === 'takeNoMore' ? 4 : 2;
    const follower = follow(log);
    await arrived(follower, left);
    if (how === 'takeNoMore') follower.member.takeNoMore();
    else follower.stop();
    expect(follower.completed()).toBe(how === 'takeNoMore');
    await log.append('tracks', numbered('late', 1));
    expect(await quiet(() => follower.got.length)).toBe(left);
    for (const each of follower.got.slice(0, 3)) each.settle();
    await log.close();
    log = await crash();
  }
  const again = follow(log);
  await arrived(again, 1);
  expect(values(again.got)).toEqual(['0']);
}

async function olderMembership({ open }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', numbered('a', 3));
  const older = follow(log);
  await arrived(older, 3);
  await older.member.leave();
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
