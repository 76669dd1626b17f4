import { systemClock } from '../../src/adapters/files/systemClock.js';
import { sqliteLog } from '../../src/adapters/sqlite/log/sqliteLog.js';
import { logContract } from './logContract.js';
import { sqliteFixture } from './sqliteFixture.js';

for (const partitions of [1, 3])
  logContract(`log: SQLite, ${partitions} partitions`, () =>
    sqliteFixture((db) => sqliteLog(db, { clock: systemClock, partitions, pollEvery: 20 })),
  );
