import { Kafka, logLevel, type KafkaMessage } from 'kafkajs';
import { expect, it } from 'vitest';
import { alive } from '../../support/alive.js';
import { until } from '../../support/until.js';
import { describeOn, describeOwn } from '../describeOn.js';
import { makeTopics } from './makeTopics.js';
import { startKafka, type KafkaAddress } from './startKafka.js';

const clientOf = ({ brokers }: KafkaAddress): Kafka =>
  new Kafka({
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 50, retries: 3 },
  });

async function append(kafka: Kafka, topic: string, values: readonly string[]): Promise<void> {
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  await producer.send({ topic, messages: values.map((value) => ({ key: value, value })) });
  await producer.disconnect();
}

/** The first `count` values of a topic, sorted. */
async function read(kafka: Kafka, topic: string, count: number): Promise<readonly string[]> {
  const consumer = kafka.consumer({ groupId: `${topic}-${count}`, maxWaitTimeInMs: 100 });
  const got: KafkaMessage[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachMessage: ({ message }) => {
      got.push(message);
      return Promise.resolve();
    },
  });
  await until(() => got.length >= count, 60_000);
  await consumer.disconnect();
  return got.map(({ value }) => String(value)).sort();
}

describeOn('kafka', 'a shared Kafka', (address) => {
  it('hands on what kafkajs appends, and makes no topic by itself', async () => {
    const kafka = clientOf(address());
    await makeTopics(address(), [{ topic: 'services-given', numPartitions: 2 }]);
    await append(kafka, 'services-given', ['a', 'b', 'c']);
    expect(await read(kafka, 'services-given', 3)).toEqual(['a', 'b', 'c']);
    await expect(append(kafka, 'services-not-made', ['a'])).rejects.toThrow();
  });
});

describeOwn('kafka', 'a Kafka of one’s own', () => {
  it('keeps its settings and what it acknowledged when it is killed, and comes back at the same address', async () => {
    const server = await startKafka({ settings: () => ({ 'message.max.bytes': 2000 }) });
    try {
      const kafka = clientOf(server.address);
      await makeTopics(server.address, [{ topic: 'kept' }]);
      await append(kafka, 'kept', ['a', 'b']);
      const before = server.pid();
      await server.kill9();
      expect(alive(before)).toBe(false);
      await server.restart();
      expect(server.pid()).not.toBe(before);
      await append(kafka, 'kept', ['c']);
      expect(await read(kafka, 'kept', 3)).toEqual(['a', 'b', 'c']);
      await expect(append(kafka, 'kept', ['x'.repeat(3000)])).rejects.toMatchObject({
        type: 'MESSAGE_TOO_LARGE',
      });
    } finally {
      await server.stop();
    }
  });
});
