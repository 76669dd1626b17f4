import kafkajs from 'kafkajs';
import { kafkaAdmin, type KafkaAdmin } from '../client/kafkaAdmin.js';
import type { KafkaOptions } from '../client/kafkaOptions.js';
import { clusterNames } from '../log/clusterNames.js';
import type { TopicPlan } from './topicPlans.js';

/** What of a topic is not as planned. */
export interface TopicDifference {
  /** Our name of the topic. */
  readonly topic: string;
  /** `topic` (it is missing), `partitions`, `replication`, or the name of a setting of Kafka's. */
  readonly what: string;
  readonly is: string;
  readonly planned: string;
}

// Node finds no export of that name in kafkajs, which is no ES module.
const topicResource = kafkajs.ConfigResourceTypes.TOPIC;

/** What differs between the plans and what is in the cluster; none where all is as planned. More room than planned is no difference. */
export async function compareTopics(
  kafka: KafkaOptions,
  plans: readonly TopicPlan[],
): Promise<readonly TopicDifference[]> {
  const [admin, names] = [kafkaAdmin(kafka), clusterNames(kafka)];
  try {
    const there = new Set(await admin.ask('Looking for topics', (client) => client.listTopics()));
    const found = plans.map(({ topic }) => names.topic(topic)).filter((name) => there.has(name));
    const state = await look(admin, found);
    return plans.flatMap((plan): readonly TopicDifference[] => {
      const topic = state.get(names.topic(plan.topic));
      return topic
        ? differences(plan, topic)
        : [{ topic: plan.topic, what: 'topic', is: 'missing', planned: 'there' }];
    });
  } finally {
    await admin.close();
  }
}

/** The topics as they are, by their names in the cluster. No names would mean all of them to Kafka, or a fault to kafkajs. */
async function look(admin: KafkaAdmin, topics: string[]): Promise<ReadonlyMap<string, Found>> {
  if (topics.length === 0) return new Map();
  const metadata = await admin.ask('Looking at topics', (client) => client.fetchTopicMetadata({ topics }));
  const resources = topics.map((name) => ({ type: topicResource, name }));
  const configs = await admin.ask('Looking at the settings of topics', (client) =>
    client.describeConfigs({ includeSynonyms: false, resources }),
  );
  return new Map(
    metadata.topics.map(({ name, partitions }) => {
      const entries =
        configs.resources.find(({ resourceName }) => resourceName === name)?.configEntries ?? [];
      const settings = new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
      return [name, { partitions, settings }];
    }),
  );
}

interface Found {
  readonly partitions: readonly { readonly replicas: readonly number[] }[];
  readonly settings: ReadonlyMap<string, string>;
}

function differences(plan: TopicPlan, { partitions, settings }: Found): readonly TopicDifference[] {
  const { topic, replication } = plan;
  const fewest = Math.min(...partitions.map(({ replicas }) => replicas.length));
  const wrong = (what: string, is: string, planned: string): TopicDifference => ({
    topic,
    what,
    is,
    planned,
  });
  return [
    ...(partitions.length === plan.partitions
      ? []
      : [wrong('partitions', String(partitions.length), String(plan.partitions))]),
    ...(replication === undefined || fewest >= replication
      ? []
      : [wrong('replication', String(fewest), String(replication))]),
    ...Object.entries(plan.settings)
      .filter(([name, planned]) => !fits(name, settings.get(name), planned))
      .map(([name, planned]) => wrong(name, settings.get(name) ?? 'unknown', planned)),
  ];
}

function fits(name: string, is: string | undefined, planned: string): boolean {
  return name === 'max.message.bytes' ? Number(is) >= Number(planned) : is === planned;
}
