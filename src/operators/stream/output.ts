import type { Topic, ValueOf, ValueTopic } from '../../domain/topics.js';

/** A record that leaves a topology. `value` null is a tombstone. */
export interface Output<T extends ValueTopic = ValueTopic> {
  readonly topic: T & Topic;
  readonly key: string;
  readonly value: ValueOf<T> | null;
  /** Runs once the record is durable, before the delivery settles. */
  readonly after?: () => Promise<void>;
  /** Asked after that: what has to be written next, before the delivery settles. */
  readonly next?: () => Promise<readonly Output[]>;
}
