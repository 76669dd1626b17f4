import { expect } from 'vitest';
import type { ConsumedRecord, Log } from '../../../src/ports/log.js';
import { quiet } from '../../support/quiet.js';
import { until } from '../../support/until.js';
import type { Fixture, Rule } from '../contract.js';
import { arrived } from './support/arrived.js';
import { follow } from './support/follow.js';
import { numbered } from './support/numbered.js';

/** When records begin to arrive at a consumer, and when they end. */
export const arrivalRules: Readonly<Record<string, Rule<Log>>> = {
  'a consumer hears of a later append at once': laterAppendArrives,
  'a consumer hears of an append by another process': foreignAppendArrives,
  'nothing arrives after unsubscribing': nothingAfterUnsubscribe,
  'closing completes the streams': closingCompletes,
};

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
    .records$.subscribe((consumed) => {
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
