import { Observable, Subject } from 'rxjs';
import type { ValueTopic } from '../domain/topics.js';
import type { Outcome } from '../operators/message.js';
import type { Output } from '../operators/output.js';
import type { Attempts } from '../ports/attempts.js';
import type { ConsumedRecord, Log } from '../ports/log.js';
import { sink } from './sink.js';
import { messagesOf } from './source.js';
import type { Topology } from './topology.js';
import type { Unsettled } from './unsettled.js';

export interface RunTopologyOptions {
  readonly log: Log;
  readonly attempts: Attempts;
  readonly unsettled: Unsettled;
  /** When it emits, nothing more is taken in; what is in hand is finished, then the stream completes. */
  readonly drain$: Observable<unknown>;
}

/** Reads, works, writes and acknowledges until drained or unsubscribed. Errors when the process must stop. */
export function runTopology<T extends ValueTopic>(
  topology: Topology<T>,
  options: RunTopologyOptions,
): Observable<Outcome<Output>> {
  const { log, attempts, unsettled, drain$ } = options;
  const { name: group, topic, maxUnsettled, countAttempts, operator } = topology;
  return new Observable((subscriber) => {
    const taken$ = new Subject<ConsumedRecord>();
    const messages$ = messagesOf(topic, taken$, {
      ...(countAttempts && { attempts }),
      onBegun: (record) => unsettled.begun(group, record),
      onSettled: (record) => unsettled.settled(group, record),
    });
    subscriber.add(messages$.pipe(operator, sink(log)).subscribe(subscriber));
    // The log stays subscribed until the work in hand is done: only its consumer can commit that work.
    const source = log.consume({ topics: [topic], group, maxUnsettled }).subscribe({
      next: (record) => taken$.next(record),
      error: (error: unknown) => subscriber.error(error),
    });
    subscriber.add(source);
    subscriber.add(drain$.subscribe(() => taken$.complete()));
  });
}
