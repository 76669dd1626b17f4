import type { Topic } from '../../../domain/topics.js';
import type { Milliseconds } from '../../../domain/units.js';
import type { Database, Statement } from '../database/connect.js';
import { stillNeeded } from './stillNeeded.js';

export interface TrimOptions {
  /**
   * Topics kept by time, those that others refer to first: records from before go that nobody needs any more (stillNeeded). Of those
   * that are `awaited`, none goes that no group has ever read.
   */
  readonly timed: readonly Topic[];
  readonly awaited: readonly string[];
  readonly before: Milliseconds;
  /** Compacted topics: tombstones from before go, once nothing older of their key is left. */
  readonly compacted: readonly string[];
  readonly tombstonesBefore: Milliseconds;
}

/** Up to where every group of the topic has committed; ?3 decides for a topic without a group. */
const committed = `offset < coalesce((SELECT min(next) FROM commits
  WHERE commits.topic = ?1 AND commits.partition = records.partition), iif(?3 = 1, 0, offset + 1))`;

/** Removes what is older than it need be kept and what every group of the topic has committed. Returns the number removed. */
export function trimTopics(db: Database, options: TrimOptions): number {
  const old = (topic: Topic): Statement<never> =>
    db.prepare(
      `DELETE FROM records WHERE topic = ?1 AND timestamp < ?2 AND ${committed} AND NOT ${stillNeeded[topic] ?? '0'}`,
    );
  const tombstones = db.prepare(
    `DELETE FROM records WHERE topic = ?1 AND timestamp < ?2 AND ${committed} AND value IS NULL
       AND NOT EXISTS (SELECT 1 FROM records AS older
         WHERE older.topic = ?1 AND older.key = records.key AND older.seq < records.seq)`,
  );
  const { timed, awaited, before, compacted, tombstonesBefore } = options;
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  return db.transaction(
    () =>
      sum(timed.map((topic) => old(topic).run(topic, before, Number(awaited.includes(topic))))) +
      sum(compacted.map((topic) => tombstones.run(topic, tombstonesBefore, 0))),
  );
}
