import type { KafkaOptions } from '../client/kafkaOptions.js';

/** Our names of topics and groups, and those that they have in the cluster. */
export interface ClusterNames {
  readonly topic: (ours: string) => string;
  readonly group: (ours: string) => string;
  /** Our name of a topic of the cluster. */
  readonly ours: (topic: string) => string;
}

export const clusterNames = ({ topicPrefix = '', groupPrefix = '' }: KafkaOptions): ClusterNames => ({
  topic: (ours) => `${topicPrefix}${ours}`,
  group: (ours) => `${groupPrefix}${ours}`,
  ours: (topic) => topic.slice(topicPrefix.length),
});
