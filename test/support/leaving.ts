import { map, type OperatorFunction } from 'rxjs';
import type { Outcome } from '../../src/operators/stream/message.js';
import type { Leaving, Output } from '../../src/operators/stream/output.js';

/** Makes of each output a value that leaves it. */
export const leaving: OperatorFunction<Outcome<Output>, Outcome<Leaving>> = map((outcome) =>
  outcome.kind === 'failure' ? outcome : { ...outcome, value: { outputs: [outcome.value] } },
);
