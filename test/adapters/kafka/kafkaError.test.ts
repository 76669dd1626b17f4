import { createRequire } from 'node:module';
import { KafkaJSConnectionError, KafkaJSProtocolError } from 'kafkajs';
import { expect, it } from 'vitest';
import { kafkaError } from '../../../src/adapters/kafka/client/kafkaError.js';

const told = (error: unknown): unknown => {
  const { code, retryable, message } = kafkaError(error, 'Committing', { brokers: ['there:9092'] });
  return { code, retryable, message };
};

it('a connection that is lost, or is about to be made again, is away', () => {
  expect(told(new KafkaJSConnectionError('Connection error'))).toMatchObject({ code: 'unavailable' });
});

it('a broker of kafkajs that is asked before it is connected is away: it says so in a plain error', async () => {
  const load = createRequire(import.meta.url);
  const Broker = load('kafkajs/src/broker/index.js') as new (options: object) => {
    offsetCommit(request: object): Promise<unknown>;
  };
  const broker = new Broker({ connectionPool: {}, logger: { namespace: () => ({}) }, nodeId: 1 });
  const asked = (async () => broker.offsetCommit({}))();
  const error: unknown = await asked.catch((thrown: unknown) => thrown);
  expect(told(error)).toMatchObject({
    ...{ code: 'unavailable', retryable: true },
    message: expect.stringContaining('Broker not connected') as string,
  });
});

it('what the broker refuses tells which setting to correct; what nobody foresaw is internal', () => {
  const refused = new KafkaJSProtocolError({ type: 'TOPIC_AUTHORIZATION_FAILED', message: 'no' } as never);
  expect(told(refused)).toMatchObject({
    code: 'bad-config',
    message: expect.stringContaining('kafkaUsername') as string,
  });
  expect(told(new Error('odd'))).toMatchObject({ code: 'internal' });
});
