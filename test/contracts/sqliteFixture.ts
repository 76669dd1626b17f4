import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../src/adapters/sqlite/database/connect.js';
import { openDatabase } from '../../src/adapters/sqlite/database/openDatabase.js';
import type { Fixture } from './contract.js';

/** A port on a database file of its own. A kill is a connection cut off without the port being closed. */
export function sqliteFixture<Port>(build: (db: Database) => Port): Fixture<Port> {
  const dir = mkdtempSync(join(tmpdir(), 'mashstream-contract-'));
  const connections: Database[] = [];
  const connect = (): Promise<Port> => {
    const db = openDatabase(join(dir, 'mashstream.db'));
    connections.push(db);
    return Promise.resolve(build(db));
  };
  const cutOff = (): void => connections.splice(0).forEach((db) => db.close());
  return {
    open: connect,
    other: connect,
    crash: () => {
      cutOff();
      return connect();
    },
    dispose: () => {
      cutOff();
      rmSync(dir, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}
