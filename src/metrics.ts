import { PipelineError, type ErrorCode } from './errors.js';
import { visible } from './domain/text/visible.js';
import type { Topic, ValueOf, ValueTopic } from './domain/topics.js';
import type { Trace } from './domain/trace.js';
import type { Seconds } from './domain/units.js';

/** The consumed record whose work is told of. */
export interface Subject {
  readonly record: { readonly topic: string; readonly partition: number; readonly offset: number };
  readonly trace: Trace;
}

/** What stage() tells of its work. `stage` and `code` are metric labels, from closed sets; keys and messages are not. */
export interface StageObserver {
  started(stage: string, key: string, subject?: Subject): void;
  /** fraction: 0 … 1 */
  progressed(stage: string, key: string, fraction: number): void;
  emitted(stage: string, key: string): void;
  finished(stage: string, key: string, duration: Seconds, subject?: Subject): void;
  failed(
    stage: string,
    key: string,
    error: PipelineError & { readonly code: ErrorCode },
    subject?: Subject,
  ): void;
}

/** A record that a topology wrote; `value` null is a tombstone. */
export interface WrittenRecord<T extends ValueTopic = ValueTopic> {
  readonly topic: T;
  readonly key: string;
  readonly value: ValueOf<T> | null;
}

/** What the topologies tell of what they write. */
export interface FlowObserver {
  /** A record is durable. */
  wrote(record: WrittenRecord, trace: Trace): void;
  /** A record of `topic` became a dead letter. */
  gaveUp(topic: Topic, code: ErrorCode): void;
}

/** What is told of versions of a model that became current while it is in use. */
export interface ModelObserver {
  /** One has taken over. */
  swapped(): void;
  /** One did not pass its checks, once more perhaps; the one in use stays. */
  refused(code: ErrorCode): void;
}

/** The stores that calls are timed of: a metric label. */
export const stores = ['log', 'catalogue', 'blobs'] as const;
export type Store = (typeof stores)[number];

/** What is told of calls of stores. `operation` is the name of a method of the port. */
export interface StoreObserver {
  answered(store: Store, operation: string, duration: Seconds): void;
  /** It ended badly; `answered` was told too. */
  erred(store: Store, code: ErrorCode): void;
}

/** Observes nothing. */
export const silentObserver: StageObserver = {
  started: () => undefined,
  progressed: () => undefined,
  emitted: () => undefined,
  finished: () => undefined,
  failed: () => undefined,
};

const complainedOf = new WeakSet<object>();

/**
 * Tells somebody who only looks on: work never fails because telling of it does. What `what` throws is a warning of the process, once for
 * each `who`, and otherwise ignored.
 */
export function tell<T extends object>(who: T, what: (who: T) => void): void {
  try {
    what(who);
  } catch (error) {
    if (complainedOf.has(who)) return;
    complainedOf.add(who);
    const { message } = PipelineError.from(error);
    process.emitWarning(visible(`Telling of the work failed (${message}). The work goes on.`));
  }
}
