import type { Attempts } from '../../../ports/attempts.js';
import { promised } from '../../shared/promised.js';
import type { Database } from '../database/connect.js';

/** Beginnings in the database, a row each; one is on the disk before `begin` resolves. */
export function sqliteAttempts(db: Database): Attempts {
  const ofRecord = 'topic = ? AND partition = ? AND offset = ?';
  const look = db.prepare<{ count: number }>(`SELECT count(*) AS count FROM beginnings WHERE ${ofRecord}`);
  const add = db.prepare(
    'INSERT OR IGNORE INTO beginnings (topic, partition, offset, name) VALUES (?, ?, ?, ?)',
  );
  const remove = db.prepare(`DELETE FROM beginnings WHERE ${ofRecord} AND name = ?`);
  const forget = db.prepare(`DELETE FROM beginnings WHERE ${ofRecord}`);
  return {
    count: ({ topic, partition, offset }) => promised(() => look.all(topic, partition, offset)[0].count),
    begin: ({ topic, partition, offset }, name) =>
      promised(() => db.transaction(() => void add.run(topic, partition, offset, name))),
    takeBack: ({ topic, partition, offset }, name) =>
      promised(() => db.transaction(() => void remove.run(topic, partition, offset, name))),
    end: ({ topic, partition, offset }) =>
      promised(() => db.transaction(() => void forget.run(topic, partition, offset))),
  };
}
