import { map, type OperatorFunction } from 'rxjs';
import { workedMessageOf, type WorkedMessage } from '../../domain/workedMessage.js';
import type { Outcome } from '../stream/message.js';

/** A value with the message that it came in. */
export interface Placed<A> {
  readonly value: A;
  readonly message: WorkedMessage;
}

/** Tells the stage that follows from which message each value is. */
export const placed = <A>(): OperatorFunction<Outcome<A>, Outcome<Placed<A>>> =>
  map((outcome) => {
    if (outcome.kind === 'failure') return outcome;
    const { value, delivery } = outcome;
    return { ...outcome, value: { value, message: workedMessageOf(delivery.record) } };
  });
