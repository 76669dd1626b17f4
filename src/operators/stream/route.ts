import { connect, EMPTY, merge, mergeMap, of, type OperatorFunction } from 'rxjs';
import type { Message, Outcome } from './message.js';

export interface Routes<A, F extends A, B> {
  readonly when: (value: A) => value is F;
  readonly then: OperatorFunction<Outcome<F>, Outcome<B>>;
  readonly otherwise: OperatorFunction<Outcome<Exclude<A, F>>, Outcome<B>>;
}

/** Sends each message one of two ways by its value; failures go `otherwise`. */
export function route<A, F extends A, B>(routes: Routes<A, F, B>): OperatorFunction<Outcome<A>, Outcome<B>> {
  const chosen = (outcome: Outcome<A>): outcome is Message<F> =>
    outcome.kind === 'message' && routes.when(outcome.value);
  const rest = (outcome: Outcome<A>): outcome is Outcome<Exclude<A, F>> => !chosen(outcome);
  return (source$) =>
    source$.pipe(
      connect((shared$) =>
        merge(
          shared$.pipe(
            mergeMap((outcome) => (chosen(outcome) ? of(outcome) : EMPTY)),
            routes.then,
          ),
          shared$.pipe(
            mergeMap((outcome) => (rest(outcome) ? of(outcome) : EMPTY)),
            routes.otherwise,
          ),
        ),
      ),
    );
}
