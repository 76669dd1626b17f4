import { Kafka, logLevel } from 'kafkajs';
import type { KafkaAddress } from './startKafka.js';

/**
 * Resolves when clients can work with the broker: it has a controller, and the coordinator of groups is loaded (the first consumer
 * would crash once before that). Rejects otherwise, within seconds.
 */
export async function brokerAnswers({ brokers }: KafkaAddress): Promise<void> {
  const kafka = new Kafka({
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1000,
    requestTimeout: 5000,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    const { controller } = await admin.describeCluster();
    if (controller === null) throw new Error('Kafka has no controller yet');
    const { groups } = await admin.describeGroups(['nobody']);
    const [group]: readonly object[] = groups; // its type leaves out the error code
    const code: unknown = 'errorCode' in group ? group.errorCode : undefined;
    if (code !== 0) throw new Error(`the coordinator of groups answers with error ${String(code)}`);
  } finally {
    await admin.disconnect();
  }
}
