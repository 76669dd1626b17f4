import { CreateBucketCommand } from '@aws-sdk/client-s3';
import type { KafkaOptions } from '../../src/adapters/kafka/client/kafkaOptions.js';
import { createTopics } from '../../src/adapters/kafka/topics/createTopics.js';
import { topicPlans } from '../../src/adapters/kafka/topics/topicPlans.js';
import { createS3Client } from '../../src/adapters/s3/createS3Client.js';
import type { S3Options } from '../../src/adapters/s3/s3Options.js';
import { services } from '../../test/services/services.js';

export interface OpenServers {
  readonly kafka: KafkaOptions;
  readonly mongoUrl: string;
  readonly s3: S3Options;
  stop(): Promise<void>;
}

/** Servers of their own, with topics of so many partitions and a bucket. */
export async function openServers(partitions: number): Promise<OpenServers> {
  for (const name of ['kafka', 'mongo', 's3'] as const) await services[name].install();
  const [broker, mongo, store] = [
    await services.kafka.start(),
    await services.mongo.start(),
    await services.s3.start(),
  ];
  const { endpoint, region, accessKeyId, secretAccessKey } = store.address;
  const s3 = { bucket: 'bench', endpoint, region, credentials: { accessKeyId, secretAccessKey } };
  const client = createS3Client(s3);
  await client.send(new CreateBucketCommand({ Bucket: s3.bucket }));
  client.destroy();
  const kafka = { brokers: broker.address.brokers, sessionTimeout: 6000, maxWait: 100 };
  await createTopics(kafka, topicPlans({ partitions, replication: 1 }));
  return {
    ...{ kafka, s3, mongoUrl: mongo.address.url },
    async stop() {
      for (const server of [broker, mongo, store]) await server.stop();
    },
  };
}
