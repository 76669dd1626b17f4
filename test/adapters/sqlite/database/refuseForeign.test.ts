import { execFileSync } from 'node:child_process';
import { afterAll, expect, it } from 'vitest';
import { openDatabase } from '../../../../src/adapters/sqlite/database/openDatabase.js';
import type { Database } from '../../../../src/adapters/sqlite/database/connect.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const path = at('a.db');
const opened: Database[] = [];
const open = (): Database => {
  const db = openDatabase(path);
  opened.push(db);
  return db;
};
afterAll(() => opened.forEach((db) => db.close()));

/** Another process, which opens the database, writes and closes it; resolves to the number of rows that it sees. */
const elsewhere = (): number =>
  Number(
    execFileSync(process.execPath, [
      ...['--input-type=module', '-e'],
      `import Database from 'libsql';
       const db = new Database(${JSON.stringify(path)});
       db.exec('INSERT INTO x VALUES (0)');
       console.log(db.prepare('SELECT count(*) AS n FROM x').all()[0].n);
       db.close();`,
    ]).toString(),
  );

it('looking at a database that this process has open already leaves it its locks: nothing it writes is lost to others', () => {
  const first = open();
  first.transaction(() => first.exec('CREATE TABLE x (a)'));
  open();
  for (let rows = 0; rows < 6; rows += 2) {
    first.transaction(() => first.exec('INSERT INTO x VALUES (1)'));
    expect(elsewhere()).toBe(rows + 2);
  }
});
