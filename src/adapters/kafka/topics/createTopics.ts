import { setTimeout as pause } from 'node:timers/promises';
import type { KafkaAdmin } from '../client/kafkaAdmin.js';
import { kafkaAdmin } from '../client/kafkaAdmin.js';
import type { KafkaOptions } from '../client/kafkaOptions.js';
import { clusterNames } from '../log/clusterNames.js';
import type { TopicPlan } from './topicPlans.js';

/** A plan may leave it open. */
const usualPartitions = 12;
/** Kafka answers before every partition has a leader: so often that is looked for, every 100 ms. */
const looks = 300;

/** Makes the topics that are missing and waits until they can be written; returns our names of those made. Others stay as they are (compareTopics). */
export async function createTopics(
  kafka: KafkaOptions,
  plans: readonly (Omit<TopicPlan, 'topic'> & { readonly topic: string })[],
): Promise<readonly string[]> {
  const [admin, names] = [kafkaAdmin(kafka), clusterNames(kafka)];
  try {
    const there = new Set(await admin.ask('Looking for topics', (client) => client.listTopics()));
    const missing = plans.filter(({ topic }) => !there.has(names.topic(topic)));
    if (missing.length === 0) return [];
    const topics = missing.map(({ topic, partitions, replication, settings }) => ({
      topic: names.topic(topic),
      numPartitions: partitions ?? usualPartitions,
      replicationFactor: replication ?? -1,
      configEntries: Object.entries(settings).map(([name, value]) => ({ name, value })),
    }));
    // kafkajs, asked to wait for leaders, fails where a broker has not heard of the topic yet: `writable` waits for both.
    await admin.ask('Making topics', (client) => client.createTopics({ topics, waitForLeaders: false }));
    for (const { topic } of topics) await writable(admin, topic);
    return missing.map(({ topic }) => topic);
  } finally {
    await admin.close();
  }
}

async function writable(admin: KafkaAdmin, topic: string): Promise<void> {
  for (let left = looks; ; left -= 1) {
    try {
      await admin.ends(topic);
      return;
    } catch (error) {
      if (left === 0) throw error;
      await pause(100);
    }
  }
}
