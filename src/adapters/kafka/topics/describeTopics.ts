import type { ConfigResourceTypes } from 'kafkajs';
import type { Topic } from '../../../domain/topics.js';
import { kafkaAdmin } from '../client/kafkaAdmin.js';
import type { KafkaOptions } from '../client/kafkaOptions.js';
import { clusterNames } from '../log/clusterNames.js';

/** A topic as it is in the cluster. */
export interface FoundTopic {
  readonly partitions: number;
  /** Of the partition that lies on the fewest brokers. */
  readonly replication: number;
  /** Kafka's settings of the topic. */
  readonly settings: ReadonlyMap<string, string>;
}

// As kafkajs has it in an enum, of which Node finds no export since kafkajs is no ES module.
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the type is that enum's, and only its value can be had
const topicResource: ConfigResourceTypes.TOPIC = 2;

/** Those of the topics that are there, by our names. */
export async function describeTopics(
  kafka: KafkaOptions,
  topics: readonly Topic[],
): Promise<ReadonlyMap<string, FoundTopic>> {
  const [admin, names] = [kafkaAdmin(kafka), clusterNames(kafka)];
  try {
    const there = new Set(await admin.ask('Looking for topics', (client) => client.listTopics()));
    const inCluster = topics.map(names.topic).filter((name) => there.has(name));
    // Asked about no topics, Kafka tells of all.
    if (inCluster.length === 0) return new Map();
    const metadata = await admin.ask('Looking at topics', (client) =>
      client.fetchTopicMetadata({ topics: inCluster }),
    );
    const { resources } = await admin.ask('Looking at the settings of topics', (client) =>
      client.describeConfigs({
        includeSynonyms: false,
        resources: inCluster.map((name) => ({ type: topicResource, name })),
      }),
    );
    const settingsOf = (topic: string): FoundTopic['settings'] => {
      const entries = resources.find(({ resourceName }) => resourceName === topic)?.configEntries ?? [];
      return new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
    };
    return new Map(
      metadata.topics.map(({ name, partitions }) => [
        names.ours(name),
        {
          partitions: partitions.length,
          replication: Math.min(...partitions.map(({ replicas }) => replicas.length)),
          settings: settingsOf(name),
        },
      ]),
    );
  } finally {
    await admin.close();
  }
}
