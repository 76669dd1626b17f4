import { randomUUID } from 'node:crypto';
import { lastValueFrom, toArray } from 'rxjs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../src/adapters/files/systemClock.js';
import type { KafkaOptions } from '../../../src/adapters/kafka/client/kafkaOptions.js';
import { kafkaLog } from '../../../src/adapters/kafka/log/kafkaLog.js';
import { compareTopics } from '../../../src/adapters/kafka/topics/compareTopics.js';
import { createTopics } from '../../../src/adapters/kafka/topics/createTopics.js';
import { topicPlans } from '../../../src/adapters/kafka/topics/topicPlans.js';
import { createPatience } from '../../../src/adapters/shared/patience.js';
import { topics } from '../../../src/domain/topics.js';
import type { Log } from '../../../src/ports/log.js';
import { freePort } from '../../support/freePort.js';
import { describeOn } from '../../services/describeOn.js';
import { record } from '../log/support/record.js';

const names = Object.keys(topics);

describeOn('kafka', 'Kafka as it is set up', (address) => {
  let log: Log;
  let options: KafkaOptions;
  beforeEach(() => {
    options = { ...address(), topicPrefix: `${randomUUID().slice(0, 8)}.` };
  });
  afterEach(() => log.close());
  const open = (more: Partial<KafkaOptions> = {}): Log =>
    (log = kafkaLog(
      { ...options, ...more },
      { clock: systemClock, patience: createPatience({ limit: 300 }) },
    ));
  /** How each way of using the log ends. */
  const ends = async (): Promise<readonly unknown[]> => {
    const consumed = new Promise((_, reject) => {
      log.consume({ topics: ['tracks'], group: 'g', maxUnsettled: 1 }).records$.subscribe({ error: reject });
    });
    const all: Promise<unknown>[] = [
      log.append('tracks', [record('a', '1')]),
      consumed,
      lastValueFrom(log.readTable('tracks').pipe(toArray())),
      log.end('tracks'),
      log.waits('g', ['tracks']),
    ];
    const settled = await Promise.allSettled(all);
    return settled.map((each) => (each.status === 'rejected' ? each.reason : each.value) as unknown);
  };

  it('topics are made as planned, only those that are missing, and what differs is told', async () => {
    open();
    const plans = topicPlans({ partitions: 2, replication: 1, keepDays: 30 });
    expect(new Set((await compareTopics(options, plans)).map(({ topic, is }) => `${topic} ${is}`))).toEqual(
      new Set(names.map((name) => `${name} missing`)),
    );
    const [first, ...rest] = plans;
    expect(await createTopics(options, [first])).toEqual([first.topic]);
    expect(await createTopics(options, plans)).toEqual(rest.map(({ topic }) => topic));
    expect(await createTopics(options, plans)).toEqual([]);
    expect(await compareTopics(options, plans)).toEqual([]);
    const larger = topicPlans({ partitions: 3, replication: 3 });
    const different = (await compareTopics(options, larger)).filter(({ topic }) => topic === 'tracks');
    expect(different.map(({ what, is, planned }) => [what, is, planned])).toEqual([
      ['partitions', '2', '3'],
      ['replication', '1', '3'],
      ['retention.ms', '2592000000', '-1'],
    ]);
    expect((await compareTopics(options, larger)).some(({ what }) => what === 'cleanup.policy')).toBe(false);
    expect(await log.end('clips')).toEqual([0, 0]);
  });

  it('a missing topic is told by its name, with the command that makes it, however the log is used', async () => {
    open();
    for (const error of await ends())
      expect(error).toMatchObject({
        code: 'bad-config',
        message: expect.stringMatching(
          new RegExp(`no topic ${options.topicPrefix ?? ''}tracks\\. .*mashstream topics create`),
        ) as string,
      });
  });

  it('a cluster that is not there is unavailable, by its address', async () => {
    open({ brokers: [`127.0.0.1:${await freePort()}`] });
    const [append, consumed, table, ...asked] = await ends();
    for (const error of [append, consumed, table])
      expect(error).toMatchObject({ code: 'unavailable', retryable: false });
    for (const error of asked)
      expect(error).toMatchObject({
        code: 'unavailable',
        retryable: true,
        context: { away: expect.stringMatching(/^Kafka at 127\.0\.0\.1:/) as string },
      });
  });

  it.each([500, 1_900_000])(
    'a session of %d ms, outside the broker’s limits, is a bad setting, with what limits it',
    async (ms) => {
      await createTopics(options, topicPlans({ partitions: 1, replication: 1 }));
      open({ sessionTimeout: ms });
      // The table is read by a group of one where something lies in it by then.
      const [append, consumed, , ...asked] = await ends();
      expect(consumed).toMatchObject({
        code: 'bad-config',
        message: expect.stringMatching(
          /setting sessionTimeout.*group\.min\.session\.timeout\.ms.*group\.max\.session\.timeout\.ms/,
        ) as string,
      });
      for (const other of [append, ...asked]) expect(other).not.toBeInstanceOf(Error);
    },
  );

  it('a login that the broker does not know is a bad setting, which the message names; a secret is never told', async () => {
    open({ sasl: { mechanism: 'scram-sha-512', username: 'mashstream', password: 'very secret' } });
    for (const error of await ends()) {
      expect(error).toMatchObject({
        code: 'bad-config',
        message: expect.stringMatching(/setting kafka(Sasl|Username)|settings kafkaUsername/) as string,
      });
      expect(JSON.stringify(error) + String(error)).not.toMatch('very secret');
    }
  });
});
