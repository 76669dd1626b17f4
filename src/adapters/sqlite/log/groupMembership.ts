import type { ConsumeOptions } from '../../../ports/log.js';
import { commitTracker, type CommitTracker } from '../../shared/commitTracker.js';
import { lossController } from '../../shared/lossController.js';
import type { CommitTable, GroupPartition } from './commitTable.js';
import type { RecordTable } from './recordTable.js';

/** A partition that a member owns, or has owned. */
export interface Share extends GroupPartition {
  readonly generation: number;
  readonly tracker: CommitTracker;
  /** Aborted when it is owned no more. */
  readonly lost: AbortController;
  /** The next offset to read. */
  next: number;
  committed: number;
}

/** What counts of work inside a transaction once that is durable: call it then. */
export type Apply = () => void;

/** One member of a group, which owns nothing at first. */
export interface GroupMembership {
  /** What it owns, as far as it knows. */
  readonly shares: () => readonly Share[];
  /** Asks who owns what: what others have taken is lost. True when there are partitions that nobody owns. */
  look(): boolean;
  /** Takes the partitions that nobody owns, or all of them from whoever has them. Call inside a transaction. */
  claim(which: 'free' | 'all'): Apply;
  /** Commits how far each share has come, if it is still owned. Call inside a transaction. */
  commit(): Apply;
  /** Owns nothing any more. Call inside a transaction. */
  leave(): Apply;
}

export interface GroupMembershipParts {
  readonly records: RecordTable;
  readonly commits: CommitTable;
}

/** The newest member takes all partitions; when it leaves, another may have them. Only what nobody can hear of, its death, leaves them taken. */
export function groupMembership(
  { records, commits }: GroupMembershipParts,
  { group, topics }: Pick<ConsumeOptions, 'group' | 'topics'>,
): GroupMembership {
  let shares: readonly Share[] = [];
  const lose = (gone: readonly Share[]): void => {
    shares = shares.filter((share) => !gone.includes(share));
    for (const { lost } of gone) lost.abort();
  };
  return {
    shares: () => shares,
    look() {
      const owners = commits.owners(group).filter(({ topic }) => topics.includes(topic));
      const ownerOf = (share: Share): number | undefined =>
        owners.find(({ topic, partition }) => topic === share.topic && partition === share.partition)
          ?.generation;
      lose(shares.filter((share) => ownerOf(share) !== share.generation));
      return owners.some(({ generation }) => generation === 0);
    },
    claim(which) {
      const generation = commits.join(group);
      const places = topics.flatMap((topic) =>
        Array.from({ length: records.register(topic) }, (_, partition) => ({ group, topic, partition })),
      );
      const claimed = places.flatMap((place): readonly Share[] => {
        const next = commits.claim(place, generation, which);
        if (next === undefined) return [];
        const [tracker, lost] = [commitTracker(next), lossController()];
        return [{ ...place, generation, tracker, lost, next, committed: next }];
      });
      return () => void (shares = [...shares, ...claimed]);
    },
    commit() {
      const moved = shares
        .map((share) => ({ share, position: share.tracker.position() }))
        .filter(({ share, position }) => position !== share.committed)
        .map((move) => ({
          ...move,
          stands: commits.commit(move.share, move.position, move.share.generation),
        }));
      return () => {
        for (const { share, position } of moved) share.committed = position;
        lose(moved.filter(({ stands }) => !stands).map(({ share }) => share));
      };
    },
    leave() {
      for (const share of shares) commits.release(share, share.generation);
      return () => lose(shares);
    },
  };
}
