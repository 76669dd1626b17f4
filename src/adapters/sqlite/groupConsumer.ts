import type { Subscriber } from 'rxjs';
import { PipelineError } from '../../errors.js';
import type { ConsumedRecord, ConsumeOptions, LogRecord } from '../../ports/log.js';
import { commitTracker, type CommitTracker } from '../shared/commitTracker.js';
import type { CommitTable, GroupPartition } from './commitTable.js';
import type { RecordTable } from './recordTable.js';
import type { WakeUps } from './wakeUps.js';
import type { WriteQueue } from './writeQueue.js';

export interface GroupConsumerParts {
  readonly records: RecordTable;
  readonly commits: CommitTable;
  readonly writes: WriteQueue;
  readonly wakeUps: WakeUps;
  /** The newest membership of each group and topic that this process knows: `[group, topic]` as JSON → generation. */
  readonly owners: Map<string, number>;
}

/** A partition that this membership owns. */
interface Share extends GroupPartition {
  readonly tracker: CommitTracker;
  /** The next offset to read. */
  next: number;
  committed: number;
}

/** Records read at a time, so that partitions take turns and the event loop is not held up. */
const batch = 64;
const defaultMaxTail = 256;

/**
 * One membership of a group: hands records to `subscriber`, never more than `maxUnsettled` unsettled ones, and commits what is
 * settled. Returns what stops the handing out; what was handed out may be settled after that, as long as the log is open.
 */
export function groupConsumer(
  parts: GroupConsumerParts,
  options: ConsumeOptions,
  subscriber: Subscriber<ConsumedRecord>,
): () => void {
  const { records, commits, writes, wakeUps, owners } = parts;
  const maxTail = options.maxTail ?? defaultMaxTail;
  let generation = 0;
  let shares: readonly Share[] = [];
  let unsettled = 0;
  let pumping: NodeJS.Immediate | undefined;
  let committing = false;

  const fail = (error: unknown): void => subscriber.error(PipelineError.from(error));

  const ownerKey = (topic: string): string => JSON.stringify([options.group, topic]);
  const owned = ({ topic }: Share): boolean => owners.get(ownerKey(topic)) === generation;

  const join = (): void => {
    generation = commits.join(options.group);
    for (const topic of options.topics) owners.set(ownerKey(topic), generation);
    shares = options.topics.flatMap((topic) =>
      Array.from({ length: records.register(topic) }, (_, partition) => {
        const place = { group: options.group, topic, partition };
        const next = commits.claim(place, generation);
        return { ...place, tracker: commitTracker(next), next, committed: next };
      }),
    );
  };

  const commit = (): void => {
    committing = false;
    for (const share of shares) {
      const position = share.tracker.position();
      if (position === share.committed || !owned(share)) continue;
      share.committed = position;
      // Another process has joined the group since: its membership stands.
      if (!commits.commit(share, position, generation)) owners.delete(ownerKey(share.topic));
    }
  };

  const commitSoon = (): void => {
    if (committing) return;
    committing = true;
    writes.write(commit).catch(fail);
  };

  const settle = (share: Share, offset: number): void => {
    if (!share.tracker.settle(offset)) return;
    unsettled -= 1;
    commitSoon();
    pumpSoon();
  };

  const ready = (share: Share): boolean =>
    !subscriber.closed && owned(share) && unsettled < options.maxUnsettled && share.tracker.tail() < maxTail;

  const handOut = (share: Share, record: LogRecord): void => {
    share.next = record.offset + 1;
    share.tracker.handOut(record.offset);
    unsettled += 1;
    subscriber.next({ record, generation, settle: () => settle(share, record.offset) });
  };

  /** Returns whether there may be more. */
  const serve = (share: Share): boolean => {
    if (!ready(share)) return false;
    const limit = Math.min(batch, options.maxUnsettled - unsettled);
    const found = records.read({ ...share, offset: share.next }, limit);
    for (const record of found) if (ready(share)) handOut(share, record);
    return found.length > 0;
  };

  const pump = (): void => {
    pumping = undefined;
    try {
      const more = shares.map(serve).includes(true);
      // The partition served first has the best chance of the room that is left: take turns.
      shares = [...shares.slice(1), ...shares.slice(0, 1)];
      if (more) pumpSoon();
    } catch (error) {
      fail(error);
    }
  };

  const pumpSoon = (): void => {
    if (!subscriber.closed) pumping ??= setImmediate(pump);
  };

  const forget = wakeUps.add(pumpSoon);
  writes.write(join).then(pumpSoon, fail);
  return () => {
    forget();
    clearImmediate(pumping);
  };
}
