import { Kafka, logLevel } from 'kafkajs';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../../src/adapters/files/systemClock.js';
import type { KafkaOptions } from '../../../src/adapters/kafka/client/kafkaOptions.js';
import { kafkaLog } from '../../../src/adapters/kafka/log/kafkaLog.js';
import { createPatience, type Patience } from '../../../src/adapters/shared/patience.js';
import type { Log } from '../../../src/ports/log.js';
import { describeOwn } from '../../services/describeOn.js';
import { kafkaBehind } from '../../services/kafka/kafkaBehind.js';
import type { Between } from '../../services/kafka/standBetween.js';
import { until } from '../../support/until.js';
import { follow } from '../log/support/follow.js';
import { record } from '../log/support/record.js';
import { evictMember } from './evictMember.js';
import { kafkaOptions, makeContractTopics } from './kafkaFixture.js';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface World {
  readonly options: KafkaOptions;
  readonly between: Between;
  readonly log: Log;
  readonly patience: Patience;
}

async function openWorld(): Promise<World> {
  const { between, server } = await kafkaBehind((end) => ends.push(end));
  const options = { ...kafkaOptions(server.address), sessionTimeout: 6000 };
  await makeContractTopics(options, 3);
  const patience = createPatience();
  const log = kafkaLog(options, { clock: systemClock, patience });
  ends.push(() => log.close());
  return { options, between, log, patience };
}

const inTheWay: readonly (readonly [string, (between: Between) => void])[] = [
  ['refuses it once', (between) => between.refuseJoins(1)],
  ['refuses it three times', (between) => between.refuseJoins(3)],
  ['cannot be found once', (between) => between.cutCoordinator(1)],
  ['cannot be found three times', (between) => between.cutCoordinator(3)],
];

describeOwn('kafka', 'a member that was put out, and whose coordinator', () => {
  it.each(inTheWay)(
    '%s, joins anew: what it had in hand is lost and comes again',
    async (_, stand) => {
      const { options, between, log } = await openWorld();
      await log.append('tracks', [record('a', 'x')]);
      const follower = follow(log);
      await until(() => follower.got.length === 1, 20_000);
      await evictMember(options, `${options.groupPrefix ?? ''}ingest`, () => stand(between));
      await until(() => follower.got.length === 2, 40_000);
      expect(follower.got.map(({ lost }) => lost.aborted)).toEqual([true, false]);
      expect(follower.member.hindrance()).toBeUndefined();
      for (const each of follower.got) each.settle();
      await expect.poll(() => log.waits('ingest', ['tracks']), { timeout: 20_000 }).toBe(false);
    },
    90_000,
  );

  it('refuses it: so does who reads a table, and nobody is said to wait for Kafka any more', async () => {
    const { options, between, log, patience } = await openWorld();
    await log.append('clips', [record('a', 'x')]);
    const got: unknown[] = [];
    const reading = log.readTable('clips', { follow: true }).subscribe((each) => got.push(each));
    ends.push(() => reading.unsubscribe());
    await until(() => got.length === 1, 20_000);
    await evictMember(options, await groupOfReader(options), () => between.refuseJoins(1));
    await new Promise((resolve) => setTimeout(resolve, 12_000));
    expect(patience.reason()).toBeUndefined();
    await log.append('clips', [record('b', 'x')]);
    await until(() => got.length === 2, 20_000);
  }, 90_000);
});

async function groupOfReader({ brokers, groupPrefix = '' }: KafkaOptions): Promise<string> {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const { groups } = await admin.listGroups();
  await admin.disconnect();
  return groups.map(({ groupId }) => groupId).find((id) => id.startsWith(`${groupPrefix}table-`)) ?? 'none';
}
