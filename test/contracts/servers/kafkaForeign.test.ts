import { Kafka, logLevel, type Producer } from 'kafkajs';
import { lastValueFrom, toArray } from 'rxjs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../src/adapters/files/systemClock.js';
import type { KafkaOptions } from '../../../src/adapters/kafka/client/kafkaOptions.js';
import { kafkaLog } from '../../../src/adapters/kafka/log/kafkaLog.js';
import type { Log } from '../../../src/ports/log.js';
import { describeOn } from '../../services/describeOn.js';
import { until } from '../../support/until.js';
import { follow } from '../log/support/follow.js';
import { record } from '../log/support/record.js';
import { kafkaOptions, makeContractTopics } from './kafkaFixture.js';

describeOn('kafka', 'what other programs write to Kafka', (address) => {
  let options: KafkaOptions;
  let log: Log;
  let producer: Producer;
  const topic = (): string => `${options.topicPrefix ?? ''}tracks`;
  beforeEach(async () => {
    options = kafkaOptions(address());
    await makeContractTopics(options, 3);
    log = kafkaLog(options, { clock: systemClock });
    producer = new Kafka({ brokers: [...options.brokers], logLevel: logLevel.NOTHING }).producer({
      ...{ transactionalId: topic(), idempotent: true, maxInFlightRequests: 1 },
    });
    await producer.connect();
  });
  afterEach(async () => {
    await producer.disconnect();
    await log.close();
  });

  const odd = Buffer.of(0xff, 0xfe);

  it('keys, values and headers of any bytes come as they are, and go back so', async () => {
    const transaction = await producer.transaction();
    await transaction.send({
      topic: topic(),
      messages: [
        { partition: 0, key: null, value: odd },
        { partition: 0, key: odd, value: null },
        { partition: 0, key: 'a\0b', value: 'x' },
        {
          partition: 0,
          key: '\uFEFFbom',
          value: 'x',
          headers: { toString: 'mine', constructor: 'c', t: 'é' },
        },
        { partition: 0, key: 'k', value: 'x', headers: { twice: ['1', '2'], bytes: odd, toString: odd } },
      ],
    });
    await transaction.commit();
    const follower = follow(log);
    await until(() => follower.got.length === 5, 20_000);
    const seen = follower.got.map(({ record: { key, rawKey, value } }) => [key, rawKey, value?.length]);
    expect(seen).toEqual([
      ['', null, 2],
      ['\uFFFD\uFFFD', new Uint8Array(odd), undefined],
      ['a\uFFFDb', new Uint8Array([97, 0, 98]), 1],
      ['\uFEFFbom', undefined, 1],
      ['k', undefined, 1],
    ]);
    const [named, mixed] = follower.got.slice(3).map((each) => each.record);
    expect([{ ...named.headers }, named.rawHeaders]).toEqual([
      { toString: 'mine', constructor: 'c', t: 'é' },
      undefined,
    ]);
    expect(mixed.rawHeaders).toEqual([
      ['twice', new Uint8Array([49])],
      ['twice', new Uint8Array([50])],
      ['bytes', new Uint8Array(odd)],
      ['toString', new Uint8Array(odd)],
    ]);
    await log.append('dead-letters', follower.got.map((each) => each.record)); // prettier-ignore
    const back = await lastValueFrom(log.readTable('dead-letters').pipe(toArray()));
    const plain = ({ key, rawKey, value, headers, rawHeaders }: (typeof back)[number]) =>
      JSON.stringify([key, rawKey, value, headers, rawHeaders]);
    expect(back.map(plain).sort()).toEqual(follower.got.map((each) => plain(each.record)).sort());
  });

  it('the markers of transactions at the end of a partition do not look like something that waits', async () => {
    const follower = follow(log, { settling: () => true });
    for (const end of ['commit', 'abort'] as const) {
      const transaction = await producer.transaction();
      const messages = [0, 1, 2].map((partition) => ({ partition, key: end, value: 'x' }));
      await transaction.send({ topic: topic(), messages });
      await transaction[end]();
      await until(() => follower.got.length === 3, 20_000);
      await expect.poll(() => log.waits('ingest', ['tracks']), { timeout: 10_000 }).toBe(false);
    }
    expect(follower.got.map((each) => each.record.key)).toEqual(['commit', 'commit', 'commit']);
    expect(await lastValueFrom(log.readTable('tracks').pipe(toArray()))).toHaveLength(1);
  });

  it('a key has the partition that the Java client gives it', async () => {
    // murmur2 of Kafka's own tests (UtilsTest), without the sign.
    const hashes = { '21': 1173551340, foobar: 1357151166, 'a-little-bit-long-string': 1161502112 };
    await log.append(
      'tracks',
      Object.keys(hashes).map((key) => record(key, 'x')),
    );
    const found = await lastValueFrom(log.readTable('tracks').pipe(toArray()));
    const partitions = Object.fromEntries(found.map(({ key, partition }) => [key, partition]));
    expect(partitions).toEqual(
      Object.fromEntries(Object.entries(hashes).map(([key, hash]) => [key, hash % 3])),
    );
  });
});
