import { EMPTY, mergeMap, of, type MonoTypeOperatorFunction } from 'rxjs';
import type { Outcome } from './message.js';

/** Drops the messages whose value meets the condition, and settles them: the only way to leave a message out. */
export function drop<A>(unwanted: (value: A) => boolean): MonoTypeOperatorFunction<Outcome<A>> {
  return mergeMap((outcome) => {
    if (outcome.kind === 'failure' || !unwanted(outcome.value)) return of(outcome);
    outcome.delivery.release();
    return EMPTY;
  });
}
