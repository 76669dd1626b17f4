import { Observable, type OperatorFunction } from 'rxjs';
import type { Topic } from '../domain/topics.js';
import { PipelineError } from '../errors.js';
import type { Outcome } from '../operators/stream/message.js';
import type { Output } from '../operators/stream/output.js';
import type { Log, NewRecord } from '../ports/log.js';
import { deadLetterOf } from './deadLetterOf.js';

type Leaving = Outcome<Output>;

const encoder = new TextEncoder();

/**
 * Writes what leaves a topology, in order: outputs to their topics, failures to the dead letters; then releases the deliveries. What
 * comes while a write is under way goes with the next one, because each write waits for the disk. A record that the log refuses is a failure;
 * a write that fails otherwise is an Observable error, and nothing that it held is released.
 */
export function sink(log: Log): OperatorFunction<Leaving, Leaving> {
  return (source$) =>
    new Observable((subscriber) => {
      const waiting: Leaving[] = [];
      let writing = false;
      let ended = false;
      const writeAll = async (): Promise<void> => {
        while (waiting.length > 0 && !subscriber.closed)
          for (const written of await write(log, takeRun(waiting))) {
            if (written.kind === 'message') await finish(log, written.value);
            written.delivery.release();
            subscriber.next(written);
          }
        writing = false;
        if (ended) subscriber.complete();
      };
      const begin = (): void => {
        if (writing) return;
        writing = true;
        writeAll().catch((error: unknown) => subscriber.error(error));
      };
      return source$.subscribe({
        next: (outcome) => {
          waiting.push(outcome);
          begin();
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => {
          ended = true;
          begin();
        },
      });
    });
}

const topicOf = (outcome: Leaving): Topic =>
  outcome.kind === 'failure' ? 'dead-letters' : outcome.value.topic;

/** Takes those from the front that go to one topic: they can be written together without changing the order of anything. */
function takeRun(waiting: Leaving[]): readonly Leaving[] {
  const topic = topicOf(waiting[0]);
  const other = waiting.findIndex((outcome) => topicOf(outcome) !== topic);
  return waiting.splice(0, other < 0 ? waiting.length : other);
}

/** Those written; what the log refuses (it is too large, say) fails alone, and is written as a dead letter. */
async function write(log: Log, run: readonly Leaving[]): Promise<readonly Leaving[]> {
  try {
    await log.append(topicOf(run[0]), run.map(recordOf));
    return run;
  } catch (thrown) {
    const error = PipelineError.from(thrown);
    if (error.code !== 'bad-message') throw error;
    if (run.length === 1) return write(log, [refused(run[0], error)]);
    const written: Leaving[] = [];
    for (const outcome of run) written.push(...(await write(log, [outcome])));
    return written;
  }
}

function refused(outcome: Leaving, error: PipelineError): Leaving {
  // A dead letter can always be written (deadLetterOf): another try would be refused like this one, for ever.
  if (outcome.kind === 'failure') throw error;
  const { key, delivery } = outcome;
  return { kind: 'failure', stage: 'write', key, error, delivery };
}

/** What has to be done once an output is durable. */
async function finish(log: Log, { after, next }: Output): Promise<void> {
  await after?.();
  for (const output of (await next?.()) ?? []) {
    await log.append(output.topic, [encoded(output)]);
    await finish(log, output);
  }
}

const recordOf = (outcome: Leaving): NewRecord =>
  outcome.kind === 'failure' ? deadLetterOf(outcome) : encoded(outcome.value);

const encoded = ({ key, value }: Output): NewRecord => ({
  key,
  value: value === null ? null : encoder.encode(JSON.stringify(value)),
});
