import type { Cluster } from 'kafkajs';
import type { TopicPartition } from './topicPartition.js';

/** The brokers that lead the partitions, by what the client knows of the cluster; of topics that it knows nothing of: none. */
export function leadersOf(
  cluster: Cluster | undefined,
  partitions: readonly TopicPartition[],
): ReadonlySet<string> {
  const leaders = new Set<string>();
  for (const { topic, partition } of partitions) {
    const found = cluster
      ?.findTopicPartitionMetadata(topic)
      .find(({ partitionId }) => partitionId === partition);
    if (found) leaders.add(String(found.leader));
  }
  return leaders;
}
