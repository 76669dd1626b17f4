import type { KafkaOptions } from '../client/kafkaOptions.js';
import { describeTopics, type FoundTopic } from './describeTopics.js';
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

/** What differs between the plans and what is in the cluster; none where all is as planned. More room than planned is no difference. */
export async function compareTopics(
  kafka: KafkaOptions,
  plans: readonly TopicPlan[],
): Promise<readonly TopicDifference[]> {
  const found = await describeTopics(
    kafka,
    plans.map(({ topic }) => topic),
  );
  return plans.flatMap((plan) => differences(plan, found.get(plan.topic)));
}

function differences(plan: TopicPlan, found: FoundTopic | undefined): readonly TopicDifference[] {
  const { topic } = plan;
  if (!found) return [{ topic, what: 'topic', is: 'missing', planned: 'there' }];
  const { partitions = found.partitions, replication = 0 } = plan;
  const wrong = (what: string, is: string, planned: string): TopicDifference => ({
    topic,
    what,
    is,
    planned,
  });
  return [
    ...(partitions === found.partitions
      ? []
      : [wrong('partitions', String(found.partitions), String(partitions))]),
    ...(found.replication >= replication
      ? []
      : [wrong('replication', String(found.replication), String(replication))]),
    ...Object.entries(plan.settings)
      .filter(([name, planned]) => !fits(name, found.settings.get(name), planned))
      .map(([name, planned]) => wrong(name, found.settings.get(name) ?? 'unknown', planned)),
  ];
}

function fits(name: string, is: string | undefined, planned: string): boolean {
  return name === 'max.message.bytes' ? Number(is) >= Number(planned) : is === planned;
}
