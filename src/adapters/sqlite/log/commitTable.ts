import type { GroupLag } from '../../../ports/log.js';
import type { Database } from '../database/connect.js';

/** One partition of a topic as a group sees it. */
export interface GroupPartition {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

export interface Owner {
  readonly topic: string;
  readonly partition: number;
  readonly generation: number;
}

/** Groups, their memberships and what they have committed. Call all but `owners`, `lag` and `waits` inside a transaction. */
export interface CommitTable {
  /** A new membership of the group: its generation, higher than any before. */
  join(group: string): number;
  /** The owner of each partition of the group: its generation; 0 where nobody owns it. */
  owners(group: string): readonly Owner[];
  /**
   * Gives the partition to that generation; returns the committed position, or undefined where it asked for a `free` one and this has an
   * owner. Commits of older generations fail from now on.
   */
  claim(partition: GroupPartition, generation: number, which: 'free' | 'all'): number | undefined;
  /** Nobody owns the partition any more, if that generation did. */
  release(partition: GroupPartition, generation: number): void;
  /** Commits a position; false when a newer generation owns the partition. */
  commit(partition: GroupPartition, position: number, generation: number): boolean;
  waits(group: string, topic: string): boolean;
  lag(group: string, topics: readonly string[]): readonly GroupLag[];
}

/** The tables `consumer_groups` and `commits`. */
export function commitTable(db: Database): CommitTable {
  const join = db.prepare<{ generation: number }>(
    `INSERT INTO consumer_groups (name, generation) VALUES (?, 1)
     ON CONFLICT DO UPDATE SET generation = generation + 1 RETURNING generation`,
  );
  const claim = db.prepare<{ next: number }>(
    `INSERT INTO commits (consumer_group, topic, partition, next, generation) VALUES (?, ?, ?, 0, ?)
     ON CONFLICT DO UPDATE SET generation = excluded.generation WHERE generation = 0 OR ? RETURNING next`,
  );
  const owners = db.prepare<Owner>(
    'SELECT topic, partition, generation FROM commits WHERE consumer_group = ?',
  );
  const release = db.prepare(
    'UPDATE commits SET generation = 0 WHERE consumer_group = ? AND topic = ? AND partition = ? AND generation = ?',
  );
  const commit = db.prepare(
    `UPDATE commits SET next = max(next, ?)
     WHERE consumer_group = ? AND topic = ? AND partition = ? AND generation = ?`,
  );
  const uncommitted = `FROM partition_ends AS ends
     LEFT JOIN commits ON commits.consumer_group = ? AND commits.topic = ends.topic AND commits.partition = ends.partition
     JOIN records ON records.topic = ends.topic AND records.partition = ends.partition
       AND records.offset >= coalesce(commits.next, 0)
     WHERE ends.topic = ?`;
  const lagOf = db.prepare<{ lag: number }>(`SELECT count(records.offset) AS lag ${uncommitted}`);
  const first = db.prepare<{ offset: number }>(`SELECT records.offset ${uncommitted} LIMIT 1`);
  return {
    join: (group) => join.all(group)[0].generation,
    owners: (group) => owners.all(group),
    claim: ({ group, topic, partition }, generation, which) =>
      claim.all(group, topic, partition, generation, Number(which === 'all')).at(0)?.next,
    release: ({ group, topic, partition }, generation) =>
      void release.run(group, topic, partition, generation),
    commit: ({ group, topic, partition }, position, generation) =>
      commit.run(position, group, topic, partition, generation) === 1,
    waits: (group, topic) => first.all(group, topic).length > 0,
    lag: (group, topics) =>
      db.snapshot(() => topics.map((topic) => ({ topic, lag: lagOf.all(group, topic)[0].lag }))),
  };
}
