import type { ConsumedRecord, ConsumeOptions, Consumption, Log } from '../../../../src/ports/log.js';

/** What a consumer has got so far. */
export interface Follower {
  readonly got: ConsumedRecord[];
  readonly completed: () => boolean;
  readonly member: Consumption;
  stop(): void;
}

interface Following extends Partial<ConsumeOptions> {
  /** Which records are settled as they come; none by default. */
  readonly settling?: (consumed: ConsumedRecord) => boolean;
}

/** Consumes into a list. Ends quietly when a rule cuts the log off. */
export function follow(log: Log, options: Following = {}): Follower {
  const got: ConsumedRecord[] = [];
  let completed = false;
  const { settling, ...rest } = options;
  const member = log.consume({ topics: ['tracks'], group: 'ingest', maxUnsettled: 1000, ...rest });
  const subscription = member.records$.subscribe({
    next: (consumed) => {
      got.push(consumed);
      if (settling?.(consumed)) consumed.settle();
    },
    complete: () => (completed = true),
    error: () => undefined,
  });
  return { got, member, completed: () => completed, stop: () => subscription.unsubscribe() };
}
