import { expect } from 'vitest';
import type { ConsumedRecord, Log } from '../../../src/ports/log.js';
import { quiet } from '../../support/quiet.js';
import { until } from '../../support/until.js';
import type { Fixture, Rule } from '../contract.js';
import { arrived } from './support/arrived.js';
import { follow } from './support/follow.js';
import { lagIs } from './support/lagIs.js';
import { numbered } from './support/numbered.js';
import { record } from './support/record.js';
import { table } from './support/table.js';

/** How far a consumer runs ahead of what is settled. */
export const limitRules: Readonly<Record<string, Rule<Log>>> = {
  'the source stops at maxUnsettled, exactly': stopsAtMaxUnsettled,
  'what is not to count does not, as it is asked for': doesNotCount,
  'maxUnsettled counts over all topics': maxUnsettledOverTopics,
  'a partition pauses behind a slow record, and goes on after it': pausesAtTail,
  'one slow key does not stop the other partitions': slowPartitionAlone,
};

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

async function doesNotCount({ open }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', numbered('a', 40));
  let uncounted = 3;
  const follower = follow(log, { maxUnsettled: 4, uncounted: () => uncounted });
  await arrived(follower, 7);
  uncounted = 0;
  for (const each of follower.got.slice(0, 4)) each.settle();
  await arrived(follower, 8);
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
