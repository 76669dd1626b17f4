import type { Attempts } from '../../../ports/attempts.js';
import { promised } from '../../shared/promised.js';
import type { Database } from '../database/connect.js';

/** Counts of beginnings in the database; each is on the disk before `begin` resolves. */
export function sqliteAttempts(db: Database): Attempts {
  const look = db.prepare<{ count: number }>(
    'SELECT count FROM attempts WHERE topic = ? AND partition = ? AND offset = ?',
  );
  const count = db.prepare<{ count: number }>(
    `INSERT INTO attempts (topic, partition, offset, count) VALUES (?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count`,
  );
  const less = db.prepare(
    'UPDATE attempts SET count = count - 1 WHERE topic = ? AND partition = ? AND offset = ? AND count > 0',
  );
  const forget = db.prepare('DELETE FROM attempts WHERE topic = ? AND partition = ? AND offset = ?');
  return {
    count: ({ topic, partition, offset }) =>
      promised(() => look.all(topic, partition, offset).at(0)?.count ?? 0),
    begin: ({ topic, partition, offset }) =>
      promised(() => db.transaction(() => count.all(topic, partition, offset)[0].count)),
    takeBack: ({ topic, partition, offset }) =>
      promised(() => db.transaction(() => void less.run(topic, partition, offset))),
    end: ({ topic, partition, offset }) =>
      promised(() => db.transaction(() => void forget.run(topic, partition, offset))),
  };
}
