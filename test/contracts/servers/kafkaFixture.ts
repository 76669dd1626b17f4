import { randomUUID } from 'node:crypto';
import { systemClock } from '../../../src/adapters/files/systemClock.js';
import type { KafkaOptions } from '../../../src/adapters/kafka/client/kafkaOptions.js';
import { kafkaLog } from '../../../src/adapters/kafka/log/kafkaLog.js';
import { createTopics } from '../../../src/adapters/kafka/topics/createTopics.js';
import { topicPlans } from '../../../src/adapters/kafka/topics/topicPlans.js';
import { createPatience } from '../../../src/adapters/shared/patience.js';
import type { Log } from '../../../src/ports/log.js';
import type { KafkaAddress } from '../../services/kafka/startKafka.js';
import type { Fixture } from '../contract.js';

/** Topics and groups that nobody else has, and a cluster that is quick to notice who comes and goes. */
export const kafkaOptions = ({ brokers }: KafkaAddress): KafkaOptions => {
  const prefix = `${randomUUID().slice(0, 8)}.`;
  return { brokers, topicPrefix: prefix, groupPrefix: prefix, sessionTimeout: 3000, maxWait: 50 };
};

/** Makes the topics of the contract; `nothing-yet` stays empty. */
export async function makeContractTopics(options: KafkaOptions, partitions: number): Promise<void> {
  const plans = topicPlans({ partitions, replication: 1 });
  const plain = { partitions, replication: 1, settings: {} };
  await createTopics(options, [...plans, { topic: 'nothing-yet', ...plain }]);
}

/**
 * The log in topics of its own. What a process that is killed leaves behind is tested apart, with processes (kafkaFaults): here a crash is a
 * log that is closed.
 */
export function kafkaFixture(address: KafkaAddress, partitions: number): Fixture<Log> {
  const options = kafkaOptions(address);
  const logs: Log[] = [];
  const connect = (): Log => {
    const log = kafkaLog(options, { clock: systemClock, patience: createPatience({ limit: 20_000 }) });
    logs.push(log);
    return log;
  };
  const closeAll = (): Promise<unknown> => Promise.all(logs.splice(0).map((log) => log.close()));
  return {
    open: async () => {
      await makeContractTopics(options, partitions);
      return connect();
    },
    other: () => Promise.resolve(connect()),
    crash: async () => {
      await closeAll();
      return connect();
    },
    dispose: async () => {
      await closeAll();
    },
  };
}
