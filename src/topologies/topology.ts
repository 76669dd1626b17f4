import type { OperatorFunction } from 'rxjs';
import type { ValueOf, ValueTopic } from '../domain/topics.js';
import type { WriteOptions } from './write.js';
import type { Leaving, Output } from '../operators/stream/output.js';
import type { Failure, Outcome } from '../operators/stream/message.js';
import type { LogRecord } from '../ports/log.js';

/** Makes the operator that writes what values leave, and passes them on once that is durable (write.ts). */
export type Write = <A extends Leaving>(options?: WriteOptions) => OperatorFunction<Outcome<A>, Outcome<A>>;

/** A named piece of the stream: what it reads, in which group, and what it makes of it. */
export interface Topology<T extends ValueTopic = ValueTopic> {
  /** Also the name of its consumer group. */
  readonly name: string;
  readonly topic: T;
  /** Records of the topic in work at once, each of another key. */
  readonly inWork: number;
  /** Records that may wait besides: for their key, or for a place. */
  readonly waiting: number;
  /** Work on a record may take hours: how long it is in hand says nothing. */
  readonly lasting?: boolean;
  /** Works, and writes where it says so: what comes out of it is done with, but for the dead letters of what failed. */
  readonly operator: (write: Write) => OperatorFunction<Outcome<ValueOf<T> | null>, Outcome<unknown>>;
  /**
   * What is to be written of a record that was lost while it was in work, once that work has ended: what it did late may have undone what its
   * new owner did.
   */
  readonly ifLost?: (record: LogRecord) => Output;
  /** Told of each failure once its dead letter is durable. */
  readonly remember?: (failure: Failure) => Promise<void>;
}

/** Forgets which topic a topology reads, so that different ones fit in one list; its operator only ever meets values of its own topic. */
export const anyTopology = <T extends ValueTopic>(topology: Topology<T>): Topology => topology;
