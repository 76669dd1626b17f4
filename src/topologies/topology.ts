import type { OperatorFunction } from 'rxjs';
import type { ValueOf, ValueTopic } from '../domain/topics.js';
import type { Outcome } from '../operators/stream/message.js';
import type { Output } from '../operators/stream/output.js';

/** A named piece of the stream: what it reads, in which group, and what it makes of it. */
export interface Topology<T extends ValueTopic = ValueTopic> {
  /** Also the name of its consumer group. */
  readonly name: string;
  readonly topic: T;
  /** Records of the topic in work at once, each of another key. */
  readonly inWork: number;
  /** Records that may wait besides: for their key, or for a place. */
  readonly waiting: number;
  readonly operator: OperatorFunction<Outcome<ValueOf<T> | null>, Outcome<Output>>;
}

/** Forgets which topic a topology reads, so that different ones fit in one list; its operator only ever meets values of its own topic. */
export const anyTopology = <T extends ValueTopic>(topology: Topology<T>): Topology => topology;
