import { writeSync } from 'node:fs';
import { systemClock } from '../../../src/adapters/files/systemClock.js';
import { openDatabase } from '../../../src/adapters/sqlite/database/openDatabase.js';
import { sqliteAttempts } from '../../../src/adapters/sqlite/log/sqliteAttempts.js';
import { sqliteCatalogue } from '../../../src/adapters/sqlite/catalogue/sqliteCatalogue.js';
import { sqliteLog } from '../../../src/adapters/sqlite/log/sqliteLog.js';
import { clipOf } from '../../support/clips.js';

/** Writes to the database of the first argument, and a line on stdout for each write that resolved, until killed (or 100,000). */
const db = openDatabase(process.argv[2]);
const log = sqliteLog(db, { clock: systemClock });
const attempts = sqliteAttempts(db);
const catalogue = sqliteCatalogue(db);
const say = (line: string): void => void writeSync(1, `${line}\n`);

const follower = log.consume({ topics: ['tracks'], group: 'ingest', maxUnsettled: 10 });
follower.records$.subscribe(({ settle }) => settle());

for (let n = 0; n < 100_000; n += 1) {
  await log.append('tracks', [{ key: `key ${n % 7}`, value: new TextEncoder().encode(String(n)) }]);
  say(`append ${n}`);
  await attempts.begin({ topic: 'tracks', partition: 0, offset: n }, 'a');
  say(`attempt ${n}`);
  await catalogue.putClip(clipOf(`clip ${n}`));
  say(`clip ${n}`);
  const [{ lag }] = await log.lag('ingest', ['tracks']);
  say(`committed ${n + 1 - lag}`);
}
