import type { Database } from '../database/connect.js';

/**
 * Removes, from the given topics, every record that a newer one of its key has superseded and that each group of the topic has
 * committed. Tombstones stay, as the newest of their keys. Returns the number removed.
 */
export function compactTopics(db: Database, topics: readonly string[]): number {
  const remove = db.prepare(
    `DELETE FROM records WHERE topic = ?1
       AND offset < coalesce((SELECT min(next) FROM commits
         WHERE commits.topic = ?1 AND commits.partition = records.partition), offset + 1)
       AND EXISTS (SELECT 1 FROM records AS newer WHERE newer.topic = ?1 AND newer.key = records.key AND newer.seq > records.seq)`,
  );
  return db.transaction(() => topics.reduce((removed, topic) => removed + remove.run(topic), 0));
}
