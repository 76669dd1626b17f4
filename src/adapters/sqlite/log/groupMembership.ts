import type { ConsumeOptions } from '../../../ports/log.js';
import { commitTracker, type CommitTracker } from '../../shared/commitTracker.js';
import type { CommitTable, GroupPartition } from './commitTable.js';
import type { RecordTable } from './recordTable.js';

/** A partition that a membership has been given. */
export interface Share extends GroupPartition {
  readonly tracker: CommitTracker;
  /** The next offset to read. */
  next: number;
  committed: number;
}

export interface GroupMembership {
  readonly generation: number;
  readonly shares: readonly Share[];
  /** False once a newer membership has taken the topic. */
  owns(share: Share): boolean;
  /** Commits how far each share has come, if it is still owned. Call inside a transaction, and what it returns when that is durable. */
  commit(): () => void;
}

export interface GroupMembershipParts {
  readonly records: RecordTable;
  readonly commits: CommitTable;
  /** The newest membership of each group and topic that this process knows: `[group, topic]` as JSON → generation. */
  readonly owners: Map<string, number>;
}

/** Joins the group, which takes the topics from all earlier memberships. Call inside a transaction. */
export function groupMembership(
  { records, commits, owners }: GroupMembershipParts,
  { group, topics }: Pick<ConsumeOptions, 'group' | 'topics'>,
): GroupMembership {
  const generation = commits.join(group);
  const ownerKey = (topic: string): string => JSON.stringify([group, topic]);
  const owns = ({ topic }: Share): boolean => owners.get(ownerKey(topic)) === generation;
  for (const topic of topics) owners.set(ownerKey(topic), generation);
  const shares = topics.flatMap((topic) =>
    Array.from({ length: records.register(topic) }, (_, partition): Share => {
      const place = { group, topic, partition };
      const next = commits.claim(place, generation);
      return { ...place, tracker: commitTracker(next), next, committed: next };
    }),
  );
  return {
    ...{ generation, shares, owns },
    commit: () => {
      const moved = shares
        .map((share) => ({ share, position: share.tracker.position() }))
        .filter(({ share, position }) => position !== share.committed && owns(share))
        .map((move) => ({ ...move, stands: commits.commit(move.share, move.position, generation) }));
      return () => {
        for (const { share, position, stands } of moved) {
          share.committed = position;
          // Another process has joined the group since: its membership stands.
          if (!stands) owners.delete(ownerKey(share.topic));
        }
      };
    },
  };
}
