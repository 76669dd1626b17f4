import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileBlobStore } from '../../src/adapters/files/fileBlobStore.js';
import { systemClock } from '../../src/adapters/files/systemClock.js';
import { modelRegistry } from '../../src/adapters/networks/registry/modelRegistry.js';
import { sqliteLog } from '../../src/adapters/sqlite/log/sqliteLog.js';
import type { Log } from '../../src/ports/log.js';
import { modelsContract } from './modelsContract.js';
import { sqliteFixture } from './sqliteFixture.js';

modelsContract('models: SQLite and files', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mashstream-contract-'));
  const blobs = fileBlobStore(dir);
  const logs: Log[] = [];
  const fixture = sqliteFixture((db) => {
    const log = sqliteLog(db, { clock: systemClock, pollEvery: 20 });
    logs.push(log);
    return log;
  });
  const onLog = (log: Log) => modelRegistry({ log, blobs });
  const newestLog = (): Log => logs[logs.length - 1];
  return {
    open: async () => onLog(await fixture.open()),
    other: async () => onLog(await fixture.other()),
    crash: async () => onLog(await fixture.crash()),
    stores: () => ({ log: newestLog(), blobs }),
    damage: (key, bytes) => writeFile(join(dir, key), bytes),
    dispose: async () => {
      for (const log of logs) await log.close();
      await fixture.dispose();
      rmSync(dir, { recursive: true, force: true });
    },
  };
});
