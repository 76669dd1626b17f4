import { CreateBucketCommand } from '@aws-sdk/client-s3';
import type { KafkaOptions } from '../../src/adapters/kafka/client/kafkaOptions.js';
import { createTopics } from '../../src/adapters/kafka/topics/createTopics.js';
import { topicPlans } from '../../src/adapters/kafka/topics/topicPlans.js';
import { createS3Client } from '../../src/adapters/s3/createS3Client.js';
import type { S3Options } from '../../src/adapters/s3/s3Options.js';
import { startServers, stopServers, type Servers } from './startServers.js';

/** How servers are reached, as options of the adapters. */
export interface Reached {
  readonly kafka: KafkaOptions;
  readonly mongoUrl: string;
  readonly s3: S3Options;
}

export interface OpenServers extends Reached {
  stop(): Promise<void>;
}

/** Servers of their own, with topics of so many partitions and a bucket. */
export async function openServers(partitions: number): Promise<OpenServers> {
  const servers = await startServers();
  const reached = await openOn(servers, partitions);
  return { ...reached, stop: () => stopServers(servers) };
}

/** Makes topics and bucket; names of topics and groups begin with `prefix`. */
export async function openOn(
  { kafka: broker, mongo, s3: store }: Servers,
  partitions: number,
  prefix = '',
): Promise<Reached> {
  const { endpoint, region, accessKeyId, secretAccessKey } = store.address;
  const s3 = {
    bucket: `${prefix}bench`,
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
  };
  const client = createS3Client(s3);
  await client.send(new CreateBucketCommand({ Bucket: s3.bucket }));
  client.destroy();
  const prefixes = { topicPrefix: prefix, groupPrefix: prefix };
  const kafka = { brokers: broker.address.brokers, sessionTimeout: 6000, maxWait: 100, ...prefixes };
  await createTopics(kafka, topicPlans({ partitions, replication: 1 }));
  return { kafka, s3, mongoUrl: mongo.address.url };
}
