import { Kafka, logLevel, type ITopicConfig } from 'kafkajs';
import { setTimeout as pause } from 'node:timers/promises';
import type { KafkaAddress } from './startKafka.js';

/** Makes topics and waits until every partition can be written: the answer to their making comes earlier. */
export async function makeTopics({ brokers }: KafkaAddress, topics: readonly ITopicConfig[]): Promise<void> {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    await admin.createTopics({ topics: [...topics], waitForLeaders: false });
    for (const { topic } of topics) await writable(topic, (name) => admin.fetchTopicOffsets(name));
  } finally {
    await admin.disconnect();
  }
}

async function writable(topic: string, offsets: (topic: string) => Promise<unknown>): Promise<void> {
  for (let left = 300; ; left -= 1) {
    try {
      await offsets(topic);
      return;
    } catch (error) {
      if (left === 0) throw error;
      await pause(50);
    }
  }
}
