import type { Topic, ValueOf, ValueTopic } from '../../domain/topics.js';

/** A record that leaves a topology. `value` null is a tombstone. */
export interface Output<T extends ValueTopic = ValueTopic> {
  readonly topic: T & Topic;
  readonly key: string;
  readonly value: ValueOf<T> | null;
}

/** A value of a stage after which records are to be written, in this order, before the next stage sees it. */
export interface Leaving {
  readonly outputs: readonly Output[];
}
