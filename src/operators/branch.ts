import { connect, EMPTY, merge, mergeMap, of, tap, type OperatorFunction } from 'rxjs';
import type { Outcome } from './message.js';

type Way<A, B> = OperatorFunction<Outcome<A>, Outcome<B>>;

/** Sends every message down both ways (each holds the delivery) and merges what comes out; a failure goes the first way only. */
export function branch<A, B>(first: Way<A, B>, second: Way<A, B>): Way<A, B> {
  const holdAgain = tap<Outcome<A>>((outcome) => {
    if (outcome.kind === 'message') outcome.delivery.hold();
  });
  const messagesOnly = mergeMap((outcome: Outcome<A>) => (outcome.kind === 'message' ? of(outcome) : EMPTY));
  return (source$) =>
    source$.pipe(
      holdAgain,
      connect((shared$) => merge(shared$.pipe(first), shared$.pipe(messagesOnly, second))),
    );
}
