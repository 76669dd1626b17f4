import type { EachBatchPayload } from 'kafkajs';
import type { Patience } from '../../shared/patience.js';
import type { KafkaAdmin } from '../client/kafkaAdmin.js';
import type { KafkaMember } from './kafkaMember.js';
import { beginTenure, type Tenure } from './tenure.js';
import { nameOf, type TopicPartition } from './topicPartition.js';

export interface TenuresOptions {
  readonly admin: KafkaAdmin;
  readonly patience: Patience;
  readonly group: string;
  readonly fail: (error: unknown) => void;
  /** Called when a partition may be fetched. */
  readonly onStarted: () => void;
}

/** What a member owns. */
export interface Tenures {
  use(member: KafkaMember): void;
  readonly all: () => readonly Tenure[];
  find(partition: TopicPartition): Tenure | undefined;
  /** These are owned from now on. What was owned before goes on where it is `unbroken`, and is lost otherwise. */
  assign(partitions: readonly TopicPartition[], unbroken: boolean): void;
  loseAll(): void;
  /** Takes in what was fetched; false where it is of no tenure, or of a former one. */
  take(payload: EachBatchPayload): boolean;
}

/**
 * A new tenure begins where the group stands, which is asked of the cluster, for kafkajs may still hold a fetch from before. Until that is known
 * the partition is paused.
 */
export function tenures({ admin, patience, group, fail, onStarted }: TenuresOptions): Tenures {
  const owned = new Map<string, Tenure>();
  let member: KafkaMember | undefined;
  const lose = (tenure: Tenure): void => {
    if (owned.get(nameOf(tenure)) === tenure) owned.delete(nameOf(tenure));
    tenure.lost.abort();
  };
  const placeOf = async ({ topic, partition }: Tenure): Promise<number> => {
    const committed = (await admin.committed(group, topic)).at(partition);
    const low = (await admin.ends(topic)).at(partition)?.low ?? 0;
    return Math.max(committed ?? 0, low);
  };
  const begin = async (tenure: Tenure): Promise<void> => {
    const { signal } = tenure.lost;
    const place = await patience.through(() => placeOf(tenure), signal);
    if (signal.aborted) return;
    tenure.start(place);
    member?.seek(tenure, place);
    member?.resume(tenure);
    tenure.paused = false;
    onStarted();
  };
  return {
    use: (used) => (member = used),
    all: () => [...owned.values()],
    find: (partition) => owned.get(nameOf(partition)),
    assign(partitions, unbroken) {
      const names = new Set(partitions.map(nameOf));
      for (const tenure of [...owned.values()])
        if (!unbroken || !names.has(nameOf(tenure)) || tenure.tracker() === undefined) lose(tenure);
      for (const { topic, partition } of partitions) {
        const kept = owned.get(nameOf({ topic, partition }));
        // kafkajs begins anew at what is committed: the rest is here already.
        if (kept) {
          member?.seek(kept, kept.next());
          continue;
        }
        const tenure = beginTenure(topic, partition);
        owned.set(nameOf(tenure), tenure);
        member?.pause(tenure);
        begin(tenure).catch((error: unknown) => (tenure.lost.signal.aborted ? undefined : fail(error)));
      }
    },
    loseAll: () => [...owned.values()].forEach(lose),
    take(payload) {
      const { batch } = payload;
      const tenure = owned.get(nameOf(batch));
      if (!tenure?.tracker() || payload.isStale()) return false;
      tenure.take({
        ...{
          messages: batch.messages,
          commitOffsets: (offsets) => payload.commitOffsetsIfNecessary(offsets),
        },
        highWatermark: Number(batch.highWatermark),
        lastOffset: Number(batch.lastOffset()),
      });
      payload.resolveOffset(batch.lastOffset());
      return true;
    },
  };
}
