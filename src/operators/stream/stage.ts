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
  /** What it makes goes on though the record was lost meanwhile: it changes what others see, and what stands behind it looks after that. */
  readonly passesOn?: boolean;
  /** It begins, too, where the record is lost: it looks whether what was done late has to be done again. */
  readonly evenIfLost?: boolean;
}

export interface StageContext {
  readonly key: string;
  /** The attempt at the consumed record, 1 = first. */
  readonly attempt: number;
  /** Aborted when the stream is torn down, or the record is another worker's: the effect is to end then; what it still makes is left out. */
  readonly signal: AbortSignal;
  /** fraction: 0 … 1 */
  readonly progress: (fraction: number) => void;
  /** Runs when everything that comes of the consumed record is settled. */
  readonly defer: (cleanup: () => void) => void;
  /** The consumed record's offset. */
  readonly offset: number;
  /** The offset after the last record known, when it is asked, to lie in the consumed record's partition. */
  readonly end: () => number;
  /** Called before a further piece of long work: where the stream drains the effect ends here, and the record is handed back. */
  readonly goOn: () => void;
  /** False where `goOn` would end it: for work that comes to an end in good order first. */
  readonly mayGoOn: () => boolean;
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
  const { handsBack = false, concurrency = 1 } = options;
  const project = (outcome: Outcome<A>): Observable<Outcome<B>> => {
    const { kind, delivery } = outcome;
    const stays = kind === 'message' && handsBack && delivery.draining();
    if (stays || (delivery.lost.aborted && !options.evenIfLost)) {
      delivery.handBack();
      return EMPTY;
    }
    return kind === 'failure' ? of(outcome) : work(name, { ...options, effect }, outcome);
  };
  return keyedMergeMap(project, { concurrency, keyOf: (outcome) => outcome.key });
}

interface WorkOptions<A, B> extends StageOptions {
  readonly effect: Effect<A, B>;
}

function work<A, B>(
  name: string,
  { observer, clock, heavy, passesOn, evenIfLost, effect }: WorkOptions<A, B>,
  { key, value, delivery }: Message<A>,
): Observable<Outcome<B>> {
  return new Observable<Outcome<B>>((subscriber) => {
    const abort = new AbortController();
    const begun = clock.now();
    const finished = (): void =>
      tell(observer, (who) => who.finished(name, key, (clock.now() - begun) / 1000, delivery));
    const end = (last?: Failure): void => {
      finished();
      if (last) subscriber.next(last);
      delivery.release();
      subscriber.complete();
    };
    const fail = (thrown: unknown): void => {
      if (thrown instanceof HandedBack || delivery.lost.aborted) {
        finished();
        delivery.handBack();
        return subscriber.complete();
      }
      const error = PipelineError.from(thrown);
      tell(observer, (who) => who.failed(name, key, error, delivery));
      if (isFatal(error)) return subscriber.error(error);
      delivery.hold();
      end({ kind: 'failure', key, stage: name, error, delivery });
    };
    tell(observer, (who) => who.started(name, key, delivery));
    const context: StageContext = {
      ...contextOf(key, delivery, abort.signal),
      progress: (fraction) => tell(observer, (who) => who.progressed(name, key, fraction)),
    };
    const effect$ = defer(() => from(effect(value, context)));
    const running = (heavy ? counted(delivery, effect$) : effect$).subscribe({
      next: (made) => {
        if (delivery.lost.aborted && !passesOn && !evenIfLost) return;
        delivery.hold();
        tell(observer, (who) => who.emitted(name, key));
        subscriber.next({ kind: 'message', key, value: made, delivery });
      },
      complete: () => end(),
      error: fail,
    });
    const stop = (): void => abort.abort();
    delivery.lost.addEventListener('abort', stop, { once: true });
    running.add(() => {
      delivery.lost.removeEventListener('abort', stop);
      stop();
    });
    return running;
  });
}

const contextOf = (key: string, delivery: Delivery, signal: AbortSignal): Omit<StageContext, 'progress'> => ({
  ...{ key, signal },
  attempt: delivery.attempt,
  offset: delivery.record.offset,
  end: () => delivery.end(),
  defer: (cleanup) => delivery.defer(cleanup),
  goOn: () => {
    if (delivery.draining() || delivery.lost.aborted) throw new HandedBack();
  },
  mayGoOn: () => !delivery.draining() && !delivery.lost.aborted && !signal.aborted,
});

/** Work whose beginning is counted, and taken back when it ends, well or badly, or is stopped; only a death of the process leaves it. */
const counted = <B>(delivery: Delivery, work$: Observable<B>): Observable<B> =>
  new Observable((subscriber) => {
    void delivery.begin().then(
      (takeBack) => {
        const begins = !subscriber.closed && !delivery.lost.aborted;
        if (begins) subscriber.add(work$.pipe(finalize(takeBack)).subscribe(subscriber));
        else {
          // Stopped, or lost, while it was being counted.
          takeBack();
          subscriber.complete();
        }
      },
      (error: unknown) => subscriber.error(error),
    );
  });
