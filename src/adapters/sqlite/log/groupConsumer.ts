import type { Subscriber } from 'rxjs';
import { PipelineError } from '../../../errors.js';
import type { ConsumedRecord, ConsumeOptions, LogRecord } from '../../../ports/log.js';
import type { Patience } from '../../shared/patience.js';
import {
  groupMembership,
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
 * One membership of a group: hands records to `subscriber`, never more than `maxUnsettled` unsettled ones, and commits what is
 * settled. Returns what stops the handing out; what was handed out may be settled after that, as long as the log is open.
 */
export function groupConsumer(
  parts: GroupConsumerParts,
  options: ConsumeOptions,
  subscriber: Subscriber<ConsumedRecord>,
): () => void {
  const fail = (error: unknown): void => subscriber.error(PipelineError.from(error));
  let pump = (): boolean => false;
  const pumping = repeatedly(() => !subscriber.closed && pump(), { patience: parts.patience, fail });

  let committing = false;
  const commitSoon = (member: GroupMembership): void => {
    if (committing) return;
    committing = true;
    const commit = (): (() => void) => {
      committing = false;
      return member.commit();
    };
    parts.writes.write(commit).then((apply) => apply(), fail);
  };

  const join = (member: GroupMembership): void => {
    const onSettled = (): void => {
      commitSoon(member);
      pumping.soon();
    };
    pump = pumpOf(member, { ...options, records: parts.records, subscriber, onSettled });
    pumping.soon();
  };
  const forget = parts.wakeUps.add(pumping.soon);
  parts.writes.write(() => groupMembership(parts, options)).then(join, fail);
  return () => {
    forget();
    pumping.stop();
  };
}

interface Pumping extends ConsumeOptions {
  readonly records: RecordTable;
  readonly subscriber: Subscriber<ConsumedRecord>;
  readonly onSettled: () => void;
}

/** Hands out what may be handed out, a batch of each partition; true when there may be more. */
function pumpOf(member: GroupMembership, pumping: Pumping): () => boolean {
  const { records, subscriber, onSettled, maxUnsettled, maxTail = defaultMaxTail } = pumping;
  const { generation } = member;
  let shares = member.shares;
  let unsettled = 0;

  const ready = (share: Share): boolean =>
    !subscriber.closed && member.owns(share) && unsettled < maxUnsettled && share.tracker.tail() < maxTail;

  const settle = (share: Share, offset: number): void => {
    if (!share.tracker.settle(offset)) return;
    unsettled -= 1;
    onSettled();
  };

  const handOut = (share: Share, record: LogRecord): void => {
    share.next = record.offset + 1;
    share.tracker.handOut(record.offset);
    unsettled += 1;
    subscriber.next({ record, generation, settle: () => settle(share, record.offset) });
  };

  const serve = (share: Share): boolean => {
    if (!ready(share)) return false;
    const found = records.read({ ...share, offset: share.next }, Math.min(batch, maxUnsettled - unsettled));
    for (const record of found) if (ready(share)) handOut(share, record);
    return found.length > 0;
  };

  return () => {
    const more = shares.map(serve).includes(true);
    // The partition served first has the best chance of the room that is left: take turns.
    shares = [...shares.slice(1), ...shares.slice(0, 1)];
    return more;
  };
}
