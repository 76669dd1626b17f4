import { defer, mergeMap, of, type OperatorFunction } from 'rxjs';
import type { Failure, Outcome } from '../operators/stream/message.js';
import type { Log } from '../ports/log.js';
import { deadLetterOf } from './deadLetterOf.js';

/**
 * Writes failures to the dead letters and passes them on once that is durable; `remember` is done after it. A write that fails is an
 * Observable error: a dead letter can always be written (deadLetterOf), so what fails is the log.
 */
export const deadLetters = <A>(
  log: Pick<Log, 'append'>,
  remember?: (failure: Failure) => Promise<void>,
): OperatorFunction<Outcome<A>, Outcome<A>> =>
  mergeMap((outcome) =>
    outcome.kind === 'message' || outcome.delivery.lost.aborted
      ? of(outcome)
      : defer(async () => {
          await log.append('dead-letters', [deadLetterOf(outcome)]);
          await remember?.(outcome);
          return outcome;
        }),
  );
