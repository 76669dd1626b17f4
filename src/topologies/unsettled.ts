import type { Milliseconds, Seconds } from '../domain/units.js';
import type { Clock } from '../ports/clock.js';
import type { LogRecord } from '../ports/log.js';

/** Which consumed records are in hand, and since when. */
export interface Unsettled {
  begun(group: string, record: LogRecord): void;
  settled(group: string, record: LogRecord): void;
  /** How many records of a group were taken and wait for their turn is asked of `length` from now on. */
  queue(group: string, length: () => number): void;
  readonly count: () => number;
  /** Records that wait for their turn, by group. */
  readonly queued: () => ReadonlyMap<string, number>;
  /** Age of the record longest in hand; 0 when there is none. */
  readonly oldest: () => Seconds;
}

/** Keeps the books of records in hand by the clock given. */
export function trackUnsettled(clock: Clock): Unsettled {
  const since = new Map<string, Milliseconds>();
  const queues = new Map<string, () => number>();
  const place = (group: string, { topic, partition, offset }: LogRecord): string =>
    `${group}:${topic}/${partition}/${offset}`;
  return {
    begun: (group, record) => void since.set(place(group, record), clock.now()),
    settled: (group, record) => void since.delete(place(group, record)),
    queue: (group, length) => void queues.set(group, length),
    count: () => since.size,
    queued: () => new Map([...queues].map(([group, length]) => [group, length()])),
    // A Map keeps the order of insertion, so the first is the oldest.
    oldest: () => {
      const [first] = since.values();
      return since.size === 0 ? 0 : (clock.now() - first) / 1000;
    },
  };
}
