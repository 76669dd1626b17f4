/** A partition of a topic, by its name in the cluster. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** One text for each. */
export const nameOf = ({ topic, partition }: TopicPartition): string => `${topic}/${partition}`;
