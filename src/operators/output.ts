import type { Topic, ValueOf, ValueTopic } from '../domain/topics.js';

/** A record that leaves a topology. `value` null is a tombstone. `after` runs once the record is durable, before the delivery settles. */
export interface Output<T extends ValueTopic = ValueTopic> {
  readonly topic: T & Topic;
  readonly key: string;
  readonly value: ValueOf<T> | null;
  readonly after?: () => Promise<void>;
}
