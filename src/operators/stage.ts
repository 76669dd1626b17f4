import { defer, from, Observable, of, type ObservableInput, type OperatorFunction } from 'rxjs';
import { PipelineError } from '../errors.js';
import type { StageObserver } from '../metrics.js';
import type { Clock } from '../ports/clock.js';
import { isFatal } from './isFatal.js';
import { keyedMergeMap } from './keyedMergeMap.js';
import type { Failure, Message, Outcome } from './message.js';

/** An operator stage: failures pass through it untouched. */
export type Stage<A, B> = OperatorFunction<Outcome<A>, Outcome<B>>;

export interface StageOptions {
  readonly observer: StageObserver;
  readonly clock: Clock;
  /** Keys in work at once; default 1. Work on one key is always serial. */
  readonly concurrency?: number;
}

export interface StageContext {
  readonly key: string;
  /** The attempt at the consumed record, 1 = first. */
  readonly attempt: number;
  /** Aborted when the stream is torn down. */
  readonly signal: AbortSignal;
  /** fraction: 0 … 1 */
  readonly progress: (fraction: number) => void;
  /** Runs when everything that comes of the consumed record is settled. */
  readonly defer: (cleanup: () => void) => void;
}

/** Takes a value, returns values; throws or errors for a message that cannot be processed. */
export type Effect<A, B> = (value: A, context: StageContext) => ObservableInput<B>;

/** Makes an operator of an effect: keyed concurrency, timing, counting, error trapping, and the carrying of deliveries. */
export function stage<A, B>(name: string, options: StageOptions, effect: Effect<A, B>): Stage<A, B> {
  const { observer, clock } = options;
  const run = (message: Message<A>): Observable<Outcome<B>> =>
    new Observable<Outcome<B>>((subscriber) => {
      const { key, delivery } = message;
      const abort = new AbortController();
      const begun = clock.now();
      const context: StageContext = {
        key,
        attempt: delivery.attempt,
        signal: abort.signal,
        progress: (fraction) => observer.progressed(name, key, fraction),
        defer: (cleanup) => delivery.defer(cleanup),
      };
      const end = (last?: Failure): void => {
        observer.finished(name, key, (clock.now() - begun) / 1000);
        if (last) subscriber.next(last);
        delivery.release();
        subscriber.complete();
      };
      observer.started(name, key);
      const work = defer(() => from(effect(message.value, context))).subscribe({
        next: (value) => {
          delivery.hold();
          observer.emitted(name, key);
          subscriber.next({ kind: 'message', key, value, delivery });
        },
        complete: () => end(),
        error: (thrown: unknown) => {
          const error = PipelineError.from(thrown);
          observer.failed(name, key, error);
          if (isFatal(error)) return subscriber.error(error);
          delivery.hold();
          end({ kind: 'failure', key, stage: name, error, delivery });
        },
      });
      work.add(() => abort.abort());
      return work;
    });
  const project = (outcome: Outcome<A>): Observable<Outcome<B>> =>
    outcome.kind === 'failure' ? of(outcome) : run(outcome);
  return keyedMergeMap(project, { concurrency: options.concurrency ?? 1, keyOf: (outcome) => outcome.key });
}
