import { Observable, type Subscriber } from 'rxjs';
import { PipelineError } from '../../../errors.js';
import type { ConsumedRecord, ConsumeOptions, Consumption, LogRecord } from '../../../ports/log.js';
import type { Patience } from '../../shared/patience.js';
import {
  groupMembership,
  type Apply,
  type GroupMembership,
  type GroupMembershipParts,
  type Share,
} from './groupMembership.js';
import type { RecordTable } from './recordTable.js';
import { repeatedly } from './repeatedly.js';
import type { WakeUps } from './wakeUps.js';
import type { WriteQueue } from './writeQueue.js';

export interface GroupConsumerParts extends GroupMembershipParts {
  readonly writes: WriteQueue;
  readonly wakeUps: WakeUps;
  readonly patience: Patience;
}

/** Records read at a time, so that partitions take turns and the event loop is not held up. */
const batch = 64;
const defaultMaxTail = 256;

/**
 * A member of a group: hands out records, never more than `maxUnsettled` unsettled ones, and commits what is settled. It hears that
 * another has taken its partitions, or left some to it, as it hears of appends (wakeUps).
 */
export function groupConsumer(parts: GroupConsumerParts, options: ConsumeOptions): Consumption {
  const { writes, wakeUps, patience } = parts;
  const member = groupMembership(parts, options);
  let subscriber: Subscriber<ConsumedRecord> | undefined;
  let joined: Promise<void> | undefined;
  let left: Promise<void> | undefined;
  let forget = (): void => undefined;
  let noMore = false;
  let isMember = false;

  const fail = (error: unknown): void => subscriber?.error(PipelineError.from(error));
  const { write, commitSoon, claimSoon } = writesOf(writes, member, { fail, onClaimed: () => turns.soon() });
  const pump = pumpOf(member, {
    ...{ ...options, records: parts.records },
    hand: (consumed) => subscriber?.next(consumed),
    taking: () => !noMore,
    onSettled: () => {
      commitSoon();
      turns.soon();
    },
  });
  const turns = repeatedly(
    () => {
      if (member.look() && !noMore) claimSoon();
      return pump();
    },
    { patience, fail },
  );
  const takeNoMore = (): void => {
    noMore = true;
    subscriber?.complete();
  };
  const join = async (): Promise<void> => {
    await write(() => member.claim('all'));
    isMember = true;
    // Those that owned the partitions are to hear of it, and this one is to begin.
    if (left === undefined) forget = wakeUps.add(turns.soon);
    wakeUps.wake();
  };
  const records$ = new Observable<ConsumedRecord>((to) => {
    subscriber = to;
    if (noMore) return to.complete();
    joined = join();
    joined.catch(fail);
    return () => void (noMore = true);
  });
  const leave = async (): Promise<void> => {
    takeNoMore();
    // A member that never joined has nothing to leave, and why it did not was told.
    await joined?.catch(() => undefined);
    turns.stop();
    forget();
    // Whatever was settled is before this in the queue.
    if (joined) await write(() => member.leave());
    wakeUps.wake();
  };
  return {
    records$,
    takeNoMore,
    leave: () => (left ??= leave()),
    owns: (...place) => ownedBy(member, ...place),
    hindrance: () => (noMore || isMember ? undefined : `not a member of group ${options.group}`),
  };
}

const ownedBy = (member: GroupMembership, topic: string, partition: number): boolean =>
  member.shares().some((share) => share.topic === topic && share.partition === partition);

interface Writing {
  readonly fail: (error: unknown) => void;
  readonly onClaimed: () => void;
}

/** Writes at once, or soon: asked for again before it has begun, it is done once. */
function writesOf(writes: WriteQueue, member: GroupMembership, { fail, onClaimed }: Writing) {
  const write = async (work: () => Apply): Promise<void> => (await writes.write(work))();
  const soon = (work: () => Apply, done?: () => void): (() => void) => {
    let asked = false;
    const begun = (): Apply => {
      asked = false;
      return work();
    };
    return () => {
      if (asked) return;
      asked = true;
      write(begun).then(() => done?.(), fail);
    };
  };
  return {
    write,
    commitSoon: soon(() => member.commit()),
    claimSoon: soon(() => member.claim('free'), onClaimed),
  };
}

interface Pumping extends ConsumeOptions {
  readonly records: RecordTable;
  readonly hand: (consumed: ConsumedRecord) => void;
  readonly taking: () => boolean;
  readonly onSettled: () => void;
}

/** Hands out what may be handed out, a batch of each partition; true when there may be more. */
function pumpOf(member: GroupMembership, pumping: Pumping): () => boolean {
  const { records, hand, taking, onSettled, maxUnsettled, maxTail = defaultMaxTail } = pumping;
  const { uncounted = () => 0 } = pumping;
  let first = 0;
  const room = (): number =>
    maxUnsettled + uncounted() - member.shares().reduce((sum, { tracker }) => sum + tracker.unsettled(), 0);
  const ready = ({ lost, tracker }: Share): boolean =>
    taking() && !lost.signal.aborted && room() > 0 && tracker.tail() < maxTail;

  const handOut = (share: Share, record: LogRecord): void => {
    const { generation, lost, tracker } = share;
    share.next = record.offset + 1;
    tracker.handOut(record.offset);
    const settle = (): void => {
      if (tracker.settle(record.offset)) onSettled();
    };
    hand({ record, generation, settle, lost: lost.signal, end: () => endOf(records, share) });
  };

  const serve = (share: Share): boolean => {
    if (!ready(share)) return false;
    const found = records.read({ ...share, offset: share.next }, Math.min(batch, room()));
    for (const record of found) if (ready(share)) handOut(share, record);
    return found.length > 0;
  };

  return () => {
    // The partition served first has the best chance of the room that is left: take turns.
    const shares = member.shares();
    first = shares.length === 0 ? 0 : (first + 1) % shares.length;
    return [...shares.slice(first), ...shares.slice(0, first)].map(serve).includes(true);
  };
}

/** The end of the partition; while the database is held by others, what is known without it. */
function endOf(records: RecordTable, { topic, partition, next }: Share): number {
  try {
    return records.end(topic).at(partition) ?? next;
  } catch (error) {
    if (PipelineError.from(error).code !== 'unavailable') throw error;
    return next;
  }
}
