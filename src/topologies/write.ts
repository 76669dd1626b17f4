import { defer, EMPTY, mergeMap, of, type OperatorFunction } from 'rxjs';
import { headersOf, type Trace } from '../domain/trace.js';
import { recordValue } from '../domain/recordValue.js';
import { PipelineError } from '../errors.js';
import type { Message, Outcome } from '../operators/stream/message.js';
import type { Leaving, Output } from '../operators/stream/output.js';
import type { Log, NewRecord } from '../ports/log.js';

/** `evenIfLost`: also of a record that is another worker's by now. */
export interface WriteOptions {
  readonly evenIfLost?: boolean;
}

/**
 * Writes what values leave, in order, and passes each value on once all of its records are durable; so what stands behind it in a topology
 * happens after the write. A record that the log refuses makes a failure of the message; a write that fails otherwise is an Observable
 * error, and nothing is released. What is lost before it is written ends here, for it is another worker's, unless it is to be written
 * `evenIfLost`; what is lost meanwhile goes on. The records go on in the trace of what they come of.
 */
export const write = <A extends Leaving>(
  writing: Writing,
  { evenIfLost = false }: WriteOptions = {},
): OperatorFunction<Outcome<A>, Outcome<A>> =>
  mergeMap((outcome) => {
    const { kind, delivery } = outcome;
    if (delivery.lost.aborted && !evenIfLost) {
      delivery.handBack();
      return EMPTY;
    }
    return kind === 'failure' ? of(outcome) : defer(() => written(writing, outcome));
  });

/** Told of a record that was written, and of the trace in which it goes on. */
export type OnWritten = (output: Output, trace: Trace) => void;

interface Writing {
  readonly log: Pick<Log, 'append'>;
  readonly onWritten: OnWritten | undefined;
}

async function written<A extends Leaving>(writing: Writing, message: Message<A>): Promise<Outcome<A>> {
  try {
    for (const run of runsOf(message.value.outputs)) await append(writing, run, message.delivery.trace);
    return message;
  } catch (thrown) {
    const error = PipelineError.from(thrown);
    if (error.code !== 'bad-message') throw error;
    const { key, delivery } = message;
    return { kind: 'failure', stage: 'write', key, error, delivery };
  }
}

/** Neighbours that go to one topic: they can be written together without changing the order of anything. */
function runsOf(outputs: readonly Output[]): readonly (readonly Output[])[] {
  const runs: Output[][] = [];
  for (const output of outputs) {
    const last = runs.at(-1);
    if (last?.[0].topic === output.topic) last.push(output);
    else runs.push([output]);
  }
  return runs;
}

/** Of a run that holds a record that the log refuses, those before it are written. */
async function append(writing: Writing, run: readonly Output[], trace: Trace): Promise<void> {
  const headers = headersOf(trace);
  try {
    await writing.log.append(
      run[0].topic,
      run.map((output) => recordOf(output, headers)),
    );
    for (const output of run) writing.onWritten?.(output, trace);
  } catch (thrown) {
    if (run.length === 1 || PipelineError.from(thrown).code !== 'bad-message') throw thrown;
    for (const output of run) await append(writing, [output], trace);
  }
}

/** An output as a record of the log. */
export const recordOf = (
  { topic, key, value }: Output,
  headers: Readonly<Record<string, string>>,
): NewRecord => ({
  ...{ key, headers },
  value: value === null ? null : recordValue(topic, value),
});
