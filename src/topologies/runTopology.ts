import { Observable, Subject, tap } from 'rxjs';
import { PipelineError } from '../errors.js';
import { tell } from '../metrics.js';
import { isOfTheMachine } from '../operators/stream/isFatal.js';
import type { ValueTopic } from '../domain/topics.js';
import type { Outcome } from '../operators/stream/message.js';
import type { Attempts } from '../ports/attempts.js';
import type { ConsumedRecord, Log } from '../ports/log.js';
import { deadLetters } from './deadLetters.js';
import { messageSource } from './source.js';
import type { Topology } from './topology.js';
import type { Unsettled } from './unsettled.js';
import { write, type OnWritten } from './write.js';

export interface RunTopologyOptions {
  readonly log: Log;
  readonly attempts: Attempts;
  readonly unsettled: Unsettled;
  /** When it emits, nothing more is taken in; what is in hand is finished, then the stream completes. */
  readonly drain$: Observable<unknown>;
  /** Told of every record that a topology wrote, once it is durable. */
  readonly onWritten?: OnWritten;
}

const settle = tap<Outcome<unknown>>(({ delivery }) => delivery.release());

/** Reads, works, writes and acknowledges until drained or unsubscribed. Errors when the process must stop. */
export function runTopology<T extends ValueTopic>(
  topology: Topology<T>,
  options: RunTopologyOptions,
): Observable<Outcome<unknown>> {
  const { log, attempts, unsettled, drain$ } = options;
  const { name: group, topic, inWork, waiting, operator } = topology;
  const maxUnsettled = inWork + waiting;
  const onWritten: OnWritten = (...written) => tell(options, (who) => who.onWritten?.(...written));
  const works = operator(() => write(log, onWritten));
  return new Observable((subscriber) => {
    const taken$ = new Subject<ConsumedRecord>();
    let draining = false;
    const source = messageSource(topic, taken$, {
      ...{ attempts, inWork },
      draining: () => draining,
      onBegun: (record) => unsettled.begun(group, record),
      onSettled: (record) => unsettled.settled(group, record),
    });
    unsettled.queue(group, source.waiting);
    const failed = (thrown: unknown): void => {
      const error = PipelineError.from(thrown);
      // What ended the stream may lie in one of the records in hand: then it would end every run.
      if (!isOfTheMachine(error)) source.blame();
      subscriber.error(error);
    };
    const work = source.messages$.pipe(works, deadLetters(log, topology.remember), settle).subscribe({
      next: (outcome) => subscriber.next(outcome),
      error: failed,
      complete: () => subscriber.complete(),
    });
    subscriber.add(work);
    // The log stays subscribed until the work in hand is done: only its consumer can commit that work.
    const consuming = log.consume({ topics: [topic], group, maxUnsettled }).subscribe({
      next: (record) => taken$.next(record),
      error: failed,
    });
    subscriber.add(consuming);
    const drain = (): void => {
      draining = true;
      taken$.complete();
    };
    subscriber.add(drain$.subscribe(drain));
  });
}
