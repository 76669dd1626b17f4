import { createDelivery, type DeliveryOptions } from '../../src/operators/stream/delivery.js';
import type { Message, Outcome } from '../../src/operators/stream/message.js';
import type { LogRecord } from '../../src/ports/log.js';

export const recordOf = (key: string, value: unknown, offset = 0): LogRecord => ({
  topic: 'tracks',
  partition: 0,
  offset,
  key,
  value:
    value === null
      ? null
      : new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)),
  headers: {},
  timestamp: 0,
});

/** A message with a delivery of its own; `settled` gets its key when the delivery settles. */
export function messageOf<A>(
  key: string,
  value: A,
  settled: string[] = [],
  { record, ...options }: Omit<DeliveryOptions, 'onSettled'> & { record?: Partial<LogRecord> } = {},
): Message<A> {
  const delivery = createDelivery(
    { ...recordOf(key, 'x'), ...record },
    { ...options, onSettled: () => settled.push(key) },
  );
  return { kind: 'message', key, value, delivery };
}

/** What a stream emitted, in short. */
export const brief = (outcome: Outcome<unknown>): string =>
  outcome.kind === 'message'
    ? `${outcome.key}:${String(outcome.value)}`
    : `${outcome.key}!${outcome.error.code}@${outcome.stage}`;
