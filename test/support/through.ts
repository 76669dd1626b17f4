import { from, lastValueFrom, toArray, type OperatorFunction } from 'rxjs';
import type { PipelineError } from '../../src/errors.js';
import type { LogRecord } from '../../src/ports/log.js';
import type { Outcome } from '../../src/operators/stream/message.js';
import { messageOf } from './messages.js';

/** What became of one message that went through an operator. */
export interface Came<B> {
  readonly values: readonly B[];
  readonly errors: readonly PipelineError[];
  /** Releases what came out, as the sink does: the delivery settles and what was deferred runs. */
  readonly settle: () => void;
  /** Keys of settled deliveries: empty until then. */
  readonly settled: readonly string[];
}

/** Sends one value through an operator and waits for all that comes of it; nothing is settled yet. */
export async function through<A, B>(
  operator: OperatorFunction<Outcome<A>, Outcome<B>>,
  value: A,
  key = 'key',
  /** Its place and bytes; `end`: that of the log. */
  { end, ...record }: Partial<LogRecord> & { readonly end?: () => number } = {},
): Promise<Came<B>> {
  const settled: string[] = [];
  const message: Outcome<A> = messageOf(key, value, settled, { record, ...(end && { end }) });
  const outcomes = await lastValueFrom(from([message]).pipe(operator, toArray()), { defaultValue: [] });
  return {
    values: outcomes.flatMap((outcome) => (outcome.kind === 'message' ? [outcome.value] : [])),
    errors: outcomes.flatMap((outcome) => (outcome.kind === 'failure' ? [outcome.error] : [])),
    settle: () => outcomes.forEach((outcome) => outcome.delivery.release()),
    settled,
  };
}
