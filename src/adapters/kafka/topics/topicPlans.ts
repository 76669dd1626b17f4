import { topics, type Topic } from '../../../domain/topics.js';
import { largestRecord } from '../../../ports/recordSize.js';

export interface TopicSettings {
  /** So many workers can share the work of a topic. Left out: 12 where it is made, any number where it is there. */
  readonly partitions?: number | undefined;
  /** On so many brokers each record lies. Left out: the cluster's default. */
  readonly replication?: number | undefined;
  /** Days after which topics that are kept by time forget. Left out: they forget nothing. */
  readonly keepDays?: number;
}

/** How a topic is to be. */
export interface TopicPlan {
  /** Our name. */
  readonly topic: Topic;
  readonly partitions: number | undefined;
  readonly replication: number | undefined;
  /** Kafka's settings of a topic. */
  readonly settings: Readonly<Record<string, string>>;
}

/** A record of the largest size, in a batch with what Kafka adds. */
const largestBatch = largestRecord + 65_536;

/** The topics of the domain as they are to be in a cluster. */
export function topicPlans({ partitions, replication, keepDays }: TopicSettings = {}): readonly TopicPlan[] {
  const compacted = { 'cleanup.policy': 'compact' };
  // Kafka's clock asks nobody whether a record still waits; compaction leaves the newest that asks for the work.
  const kept = { time: byTime(keepDays), compacted, work: compacted };
  // Object.keys forgets that the names are those of the topics.
  return (Object.keys(topics) as Topic[]).map((topic) => ({
    ...{ topic, partitions, replication },
    settings: { ...kept[topics[topic].kept], 'max.message.bytes': String(largestBatch) },
  }));
}

const byTime = (days: number | undefined): Readonly<Record<string, string>> => ({
  'cleanup.policy': 'delete',
  'retention.ms': days === undefined ? '-1' : String(days * 86_400_000),
});
