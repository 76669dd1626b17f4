import {
  defer,
  EMPTY,
  finalize,
  from,
  Observable,
  of,
  type ObservableInput,
  type OperatorFunction,
} from 'rxjs';
import { PipelineError } from '../../errors.js';
import { tell, type StageObserver } from '../../metrics.js';
import type { Clock } from '../../ports/clock.js';
import type { Delivery } from './delivery.js';
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
  /** Its work may end the process: each beginning is counted durably before it, and taken back after it. */
  readonly heavy?: boolean;
  /** Work that is not begun while the stream drains: the record is handed back. */
  readonly handsBack?: boolean;
}

export interface StageContext {
  readonly key: string;
  /** The attempt at the consumed record, 1 = first. */
  readonly attempt: number;
  /** The consumed record's offset. */
  readonly offset: number;
  /** The offset after the last record known, when it is asked, to lie in the consumed record's partition. */
  readonly end: () => number;
  /** Aborted when the stream is torn down. */
  readonly signal: AbortSignal;
  /** fraction: 0 … 1 */
  readonly progress: (fraction: number) => void;
  /** Runs when everything that comes of the consumed record is settled. */
  readonly defer: (cleanup: () => void) => void;
  /** Called before a further piece of long work: where the stream drains the effect ends here, and the record is handed back. */
  readonly goOn: () => void;
}

/** Thrown by `goOn`; only stage() catches it. */
class HandedBack extends Error {}

/** Takes a value, returns values; throws or errors for a message that cannot be processed. */
export type Effect<A, B> = (value: A, context: StageContext) => ObservableInput<B>;

/**
 * Makes an operator of an effect: keyed concurrency, timing, counting, error trapping, and the carrying of deliveries. An observer that throws
 * changes nothing of it.
 */
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
        offset: delivery.record.offset,
        end: () => delivery.end(),
        signal: abort.signal,
        progress: (fraction) => tell(observer, (who) => who.progressed(name, key, fraction)),
        defer: (cleanup) => delivery.defer(cleanup),
        goOn: () => {
          if (delivery.draining()) throw new HandedBack();
        },
      };
      const end = (last?: Failure): void => {
        tell(observer, (who) => who.finished(name, key, (clock.now() - begun) / 1000, delivery));
        if (last) subscriber.next(last);
        delivery.release();
        subscriber.complete();
      };
      tell(observer, (who) => who.started(name, key, delivery));
      const effect$ = defer(() => from(effect(message.value, context)));
      const work$ = options.heavy ? counted(delivery, effect$) : effect$;
      const work = work$.subscribe({
        next: (value) => {
          delivery.hold();
          tell(observer, (who) => who.emitted(name, key));
          subscriber.next({ kind: 'message', key, value, delivery });
        },
        complete: () => end(),
        error: (thrown: unknown) => {
          if (thrown instanceof HandedBack) {
            tell(observer, (who) => who.finished(name, key, (clock.now() - begun) / 1000, delivery));
            delivery.handBack();
            return subscriber.complete();
          }
          const error = PipelineError.from(thrown);
          tell(observer, (who) => who.failed(name, key, error, delivery));
          if (isFatal(error)) return subscriber.error(error);
          delivery.hold();
          end({ kind: 'failure', key, stage: name, error, delivery });
        },
      });
      work.add(() => abort.abort());
      return work;
    });
  const project = (outcome: Outcome<A>): Observable<Outcome<B>> => {
    if (outcome.kind === 'failure') return of(outcome);
    if (!options.handsBack || !outcome.delivery.draining()) return run(outcome);
    outcome.delivery.handBack();
    return EMPTY;
  };
  return keyedMergeMap(project, { concurrency: options.concurrency ?? 1, keyOf: (outcome) => outcome.key });
}

/** Work whose beginning is counted, and taken back when it ends, well or badly, or is stopped; only a death of the process leaves it. */
const counted = <B>(delivery: Delivery, work$: Observable<B>): Observable<B> =>
  new Observable((subscriber) => {
    void delivery.begin().then(
      (takeBack) => {
        // Stopped while it was being counted: nothing was begun.
        if (subscriber.closed) takeBack();
        else subscriber.add(work$.pipe(finalize(takeBack)).subscribe(subscriber));
      },
      (error: unknown) => subscriber.error(error),
    );
  });
