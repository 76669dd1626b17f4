import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import { commitTracker, type CommitTracker } from '../../shared/commitTracker.js';
import { lossController } from '../../shared/lossController.js';

type CommitOffsets = EachBatchPayload['commitOffsetsIfNecessary'];

/**
 * The time during which this member owns a partition, without a break: what was fetched and not handed out, and what was handed out. Another
 * owner in between ends it, though the partition may come back.
 */
export interface Tenure {
  readonly topic: string;
  readonly partition: number;
  /** Higher than that of any tenure before it in this process. */
  readonly generation: number;
  readonly lost: AbortController;
  /** Undefined until it is known where the group stands. */
  readonly tracker: () => CommitTracker | undefined;
  /** The offset to fetch next. */
  readonly next: () => number;
  /** The offset after the last record that a fetch has told of. */
  readonly end: () => number;
  /** Commits with the membership under which the last records came. */
  readonly commitOffsets: () => CommitOffsets | undefined;
  readonly buffered: () => number;
  /** What may be committed: all before it is settled, or no record. Undefined until it is known where the group stands. */
  readonly position: () => number | undefined;
  committed: number;
  paused: boolean;
  start(committed: number): void;
  /** Takes what was fetched, but for what it has already. */
  take(fetched: Fetched): void;
  /** Notes that from one offset to another there are no records. */
  skip(first: number, last: number): void;
  shift(): KafkaMessage | undefined;
}

export interface Fetched {
  readonly messages: readonly KafkaMessage[];
  readonly highWatermark: number;
  /** The last offset of the batch, which may be one that is not handed out: a marker of the log's own. */
  readonly lastOffset: number;
  readonly commitOffsets: CommitOffsets;
}

let generations = 0;

/** A tenure that begins; nothing is fetched yet. */
export function beginTenure(topic: string, partition: number): Tenure {
  const buffer: KafkaMessage[] = [];
  let tracker: CommitTracker | undefined;
  let commitOffsets: CommitOffsets | undefined;
  let [next, end] = [0, 0];
  return {
    ...{ topic, partition, generation: ++generations, lost: lossController() },
    tracker: () => tracker,
    next: () => next,
    end: () => Math.max(end, next),
    commitOffsets: () => commitOffsets,
    buffered: () => buffer.length,
    committed: 0,
    paused: true,
    start(committed) {
      tracker = commitTracker(committed);
      this.committed = next = committed;
    },
    take(fetched) {
      ({ commitOffsets } = fetched);
      end = Math.max(end, fetched.highWatermark);
      for (const message of fetched.messages) if (Number(message.offset) >= next) buffer.push(message);
      next = Math.max(next, fetched.lastOffset + 1);
    },
    skip(first, last) {
      if (first <= next) next = Math.max(next, last + 1);
    },
    position: () => (tracker?.unsettled() === 0 && buffer.length === 0 ? next : tracker?.position()),
    shift: () => buffer.shift(),
  };
}
