import type { Attempts } from '../../ports/attempts.js';
import { promised } from '../shared/promised.js';
import type { Database } from './connect.js';

/** Counts of beginnings in the database; each is on the disk before `begin` resolves. */
export function sqliteAttempts(db: Database): Attempts {
  const count = db.prepare<{ count: number }>(
    `INSERT INTO attempts (topic, partition, offset, count) VALUES (?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count`,
  );
  const forget = db.prepare('DELETE FROM attempts WHERE topic = ? AND partition = ? AND offset = ?');
  return {
    begin: ({ topic, partition, offset }) =>
      promised(() => db.transaction(() => count.all(topic, partition, offset)[0].count)),
    end: ({ topic, partition, offset }) => promised(() => void forget.run(topic, partition, offset)),
  };
}
