import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { connect } from '../../../../src/adapters/sqlite/database/connect.js';
import { migrations } from '../../../../src/adapters/sqlite/database/migrations.js';
import { openDatabase } from '../../../../src/adapters/sqlite/database/openDatabase.js';
import { sqliteAttempts } from '../../../../src/adapters/sqlite/log/sqliteAttempts.js';
import { recordTable } from '../../../../src/adapters/sqlite/log/recordTable.js';
import { sqliteCatalogue } from '../../../../src/adapters/sqlite/catalogue/sqliteCatalogue.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const path = temporaryDirectory();
const failing = (code: string, text = ''): unknown =>
  expect.objectContaining({ name: 'PipelineError', code, message: expect.stringContaining(text) as string });

const insertSql = 'INSERT INTO beginnings VALUES (?, ?, ?, ?)';

describe('openDatabase', () => {
  it('writes ahead and waits for the disk', () => {
    const db = openDatabase(path('modes.db'));
    expect(db.prepare('PRAGMA journal_mode').all()).toEqual([{ journal_mode: 'wal' }]);
    expect(db.prepare('PRAGMA synchronous').all()).toEqual([{ synchronous: 2 }]);
    db.close();
  });

  it('refuses a database of a newer version, and leaves it alone', () => {
    const db = openDatabase(path('newer.db'));
    db.exec('PRAGMA user_version = 999');
    db.close();
    expect(() => openDatabase(path('newer.db'))).toThrow(failing('bad-config', 'newer version'));
    expect(() => openDatabase(path('newer.db'), { readOnly: true })).toThrow(failing('bad-config', '999'));
  });

  it('creates nothing read-only', () => {
    expect(() => openDatabase(path('none.db'), { readOnly: true })).toThrow(failing('not-found', 'none.db'));
    expect(existsSync(path('none.db'))).toBe(false);
  });

  it('refuses, read-only, a database that was not brought up to date', () => {
    writeFileSync(path('empty.db'), '');
    expect(() => openDatabase(path('empty.db'), { readOnly: true })).toThrow(failing('bad-config', 'older'));
  });

  it('reads what a writer writes, and cannot write, read-only; odd characters in the path are fine', () => {
    mkdirSync(path('a dir?#%41 é'));
    const file = path('a dir?#%41 é', 'x.db');
    const writer = openDatabase(file);
    const reader = openDatabase(file, { readOnly: true });
    writer.prepare(insertSql).run('t', 0, 1, 'a');
    expect(reader.prepare('SELECT name FROM beginnings').all()).toEqual([{ name: 'a' }]);
    expect(() => reader.prepare(insertSql).run('t', 0, 2, 'a')).toThrow(failing('bad-config', 'written to'));
    reader.close();
    writer.close();
  });

  it('says what to do about a file that is no database, and about a missing folder', () => {
    writeFileSync(path('junk.db'), 'junk '.repeat(1000));
    expect(() => openDatabase(path('junk.db'))).toThrow(failing('unreadable', 'not a database'));
    expect(() => openDatabase(path('missing', 'x.db'))).toThrow(failing('bad-config', 'folder exists'));
  });

  it('undoes a transaction whose work fails, and goes on', () => {
    const db = openDatabase(':memory:');
    const insert = db.prepare(insertSql);
    const failure = new Error('of the work');
    const work = () => {
      insert.run('t', 0, 1, 'a');
      throw failure;
    };
    expect(() => db.transaction(work)).toThrow(failure);
    expect(db.prepare('SELECT * FROM beginnings').all()).toEqual([]);
    db.transaction(() => insert.run('t', 0, 1, 'a'));
    expect(db.prepare('SELECT * FROM beginnings').all()).toHaveLength(1);
    db.close();
  });

  it('binds null again after a value, and refuses text with a NUL', () => {
    const db = openDatabase(':memory:');
    const select = db.prepare<{ a: string | null }>('SELECT ? AS a');
    expect([select.all('x'), select.all(null), select.all('')]).toEqual([
      [{ a: 'x' }],
      [{ a: null }],
      [{ a: '' }],
    ]);
    expect(() => select.all('a\0b')).toThrow(failing('bad-message', 'NUL'));
    db.close();
  });

  it('does nothing more once closed', () => {
    const db = openDatabase(path('closed.db'));
    const insert = db.prepare(insertSql);
    db.close();
    db.close();
    expect(() => insert.run('t', 0, 1, 'a')).toThrow(failing('internal', 'closed'));
    const again = openDatabase(path('closed.db'));
    expect(again.prepare('SELECT * FROM beginnings').all()).toEqual([]);
    again.close();
  });

  it('brings an earlier version up to date: the best of each ranking is known afterwards', async () => {
    const old = connect(path('earlier.db'), false);
    const json = (score: number) => JSON.stringify({ mashups: [{ score }, { score: 0 }] });
    const rankings = { a: [json(1), json(0.5)], b: ['no JSON'], c: ['{"mashups":[]}'], d: [] };
    old.transaction(() => {
      for (const step of migrations.slice(0, 2)) old.exec(step);
      old.exec('PRAGMA user_version = 2');
      const insert = old.prepare(
        `INSERT INTO records (topic, partition, offset, key, value, headers, timestamp) VALUES ('mashups', 0, ?, ?, ?, '{}', 0)`,
      );
      let offset = 0;
      for (const [key, values] of Object.entries(rankings)) {
        old.exec(
          `INSERT INTO seeds (seed_clip_id, scorer, revision, sampled) VALUES ('${key}', 'amu@1 []', 1, 1)`,
        );
        for (const value of values) insert.run(offset++, key, new TextEncoder().encode(value));
      }
    });
    old.close();
    const db = openDatabase(path('earlier.db'));
    const bests = await sqliteCatalogue(db).bestOfSeeds(['a', 'b', 'c', 'd']);
    expect(bests.map(({ best }) => best)).toEqual([0.5, null, null, null]);
    const [first] = recordTable(db, 1).read({ topic: 'mashups', partition: 0, offset: 0 }, 1);
    expect(first).toMatchObject({ key: 'a', headers: {} });
    db.close();
  });

  it('keeps what an earlier version counted of beginnings', async () => {
    const old = connect(path('counted.db'), false);
    old.transaction(() => {
      for (const step of migrations.slice(0, 7)) old.exec(step);
      old.exec('PRAGMA user_version = 7');
      old.exec("INSERT INTO attempts VALUES ('tracks', 0, 1, 3), ('tracks', 0, 2, 0), ('works', 1, 1, 1)");
    });
    old.close();
    const db = openDatabase(path('counted.db'));
    const attempts = sqliteAttempts(db);
    const places = [
      { topic: 'tracks', partition: 0, offset: 1 },
      { topic: 'tracks', partition: 0, offset: 2 },
      { topic: 'works', partition: 1, offset: 1 },
    ];
    expect(await Promise.all(places.map((place) => attempts.count(place)))).toEqual([3, 0, 1]);
    db.close();
  });
});
