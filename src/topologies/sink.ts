import { concatMap, map, type Observable, type OperatorFunction } from 'rxjs';
import type { Failure, Outcome } from '../operators/message.js';
import type { Output } from '../operators/output.js';
import type { Log, NewRecord } from '../ports/log.js';

const encoder = new TextEncoder();

/** The original record with what went wrong in headers (design §4). */
export function deadLetterOf({ delivery, error, stage }: Failure): NewRecord {
  const { record, attempt } = delivery;
  return {
    key: record.key,
    value: record.value,
    headers: {
      ...record.headers,
      'error.code': error.code,
      'error.message': error.message,
      'error.stage': stage,
      'error.topic': record.topic,
      'error.partition': String(record.partition),
      'error.offset': String(record.offset),
      'error.attempt': String(attempt),
      'error.timestamp': String(record.timestamp),
    },
  };
}

/**
 * Writes what leaves a topology: outputs to their topics, failures to the dead letters; then releases the delivery. A write that
 * fails is an Observable error, so nothing is committed.
 */
export function sink(log: Log): OperatorFunction<Outcome<Output>, Outcome<Output>> {
  const write = async (outcome: Outcome<Output>): Promise<void> => {
    if (outcome.kind === 'failure') return log.append('dead-letters', [deadLetterOf(outcome)]);
    const { topic, key, value, after } = outcome.value;
    await log.append(topic, [{ key, value: value === null ? null : encoder.encode(JSON.stringify(value)) }]);
    await after?.();
  };
  return (source$: Observable<Outcome<Output>>) =>
    source$.pipe(
      concatMap(async (outcome) => {
        await write(outcome);
        return outcome;
      }),
      map((outcome) => {
        outcome.delivery.release();
        return outcome;
      }),
    );
}
