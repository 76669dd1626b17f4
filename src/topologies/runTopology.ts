import { Observable, tap } from 'rxjs';
import { PipelineError } from '../errors.js';
import { tell } from '../metrics.js';
import { isOfTheMachine } from '../operators/stream/isFatal.js';
import type { ValueTopic } from '../domain/topics.js';
import type { Outcome } from '../operators/stream/message.js';
import type { Attempts } from '../ports/attempts.js';
import { headersOf, traceOf } from '../domain/trace.js';
import type { Log, LogRecord } from '../ports/log.js';
import { deadLetters } from './deadLetters.js';
import { messageSource } from './source.js';
import type { Topology } from './topology.js';
import type { Unsettled } from './unsettled.js';
import { recordOf, write, type OnWritten } from './write.js';

export interface RunTopologyOptions {
  readonly log: Log;
  readonly attempts: Attempts;
  readonly unsettled: Unsettled;
  /** When it emits, nothing more is taken in; what is in hand is finished, then the stream completes. */
  readonly drain$: Observable<unknown>;
  /** Told of every record that a topology wrote, once it is durable. */
  readonly onWritten?: OnWritten;
}

/** A topology that runs while its stream is subscribed to. */
export interface RunningTopology {
  /** What is done with. Completes when drained; errors when the process must stop. */
  readonly done$: Observable<Outcome<unknown>>;
  /** Does this process own the partition of its topic? */
  owns(partition: number): boolean;
  /** Why nothing can come to it just now; undefined: no reason is known. */
  hindrance(): string | undefined;
}

const afterLoss = ({ ifLost }: Pick<Topology, 'ifLost'>, log: Log) =>
  ifLost &&
  (async (record: LogRecord): Promise<void> => {
    const output = ifLost(record);
    await log.append(output.topic, [recordOf(output, headersOf(traceOf(record)))]);
  });

/** Records that may wait for their key besides those that wait for a place. */
const mostBarred = 256;

const settle = tap<Outcome<unknown>>(({ delivery }) => delivery.release());

/** Reads, works, writes and acknowledges until drained or unsubscribed, and leaves its group then. */
export function runTopology<T extends ValueTopic>(
  topology: Topology<T>,
  options: RunTopologyOptions,
): RunningTopology {
  const { log, attempts, unsettled, drain$ } = options;
  const { name: group, topic, inWork, waiting, operator } = topology;
  const onWritten: OnWritten = (...written) => tell(options, (who) => who.onWritten?.(...written));
  const works = operator((asked) => write({ log, onWritten }, asked));
  let barred = (): number => 0;
  const consumption = log.consume({
    ...{ topics: [topic], group, maxUnsettled: inWork + waiting },
    // Else a burst of one key would keep out all others.
    uncounted: () => Math.min(barred(), mostBarred),
  });
  const done$ = new Observable<Outcome<unknown>>((subscriber) => {
    let draining = false;
    const source = messageSource(topic, consumption.records$, {
      ...{ attempts, inWork },
      draining: () => draining,
      onBegun: (record) => (topology.lasting ? undefined : unsettled.begun(group, record)),
      onSettled: (record) => unsettled.settled(group, record),
      onLost: afterLoss(topology, log),
    });
    unsettled.queue(group, source.waiting);
    ({ barred } = source);
    const failed = (thrown: unknown): void => {
      const error = PipelineError.from(thrown);
      // What ended the stream may lie in one of the records in hand: then it would end every run.
      if (!isOfTheMachine(error)) source.blame();
      subscriber.error(error);
    };
    const drain = (): void => {
      draining = true;
      consumption.takeNoMore();
    };
    subscriber.add(drain$.subscribe(drain));
    const work = source.messages$.pipe(works, deadLetters(log, topology.remember), settle).subscribe({
      next: (outcome) => subscriber.next(outcome),
      error: failed,
      // Only now is everything settled that will be, and all of it committed.
      complete: () => void consumption.leave().then(() => subscriber.complete(), failed),
    });
    subscriber.add(work);
    // Cut off, what is not committed comes again.
    subscriber.add(() => void consumption.leave().catch(() => undefined));
  });
  return {
    done$,
    owns: (partition) => consumption.owns(topic, partition),
    hindrance: () => consumption.hindrance(),
  };
}
