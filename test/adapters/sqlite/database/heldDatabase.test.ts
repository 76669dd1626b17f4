import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { lastValueFrom, toArray } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../src/adapters/files/systemClock.js';
import { createPatience } from '../../../../src/adapters/shared/patience.js';
import { connect, type Database } from '../../../../src/adapters/sqlite/database/connect.js';
import { openDatabase } from '../../../../src/adapters/sqlite/database/openDatabase.js';
import { sqliteAttempts } from '../../../../src/adapters/sqlite/log/sqliteAttempts.js';
import { sqliteLog } from '../../../../src/adapters/sqlite/log/sqliteLog.js';
import { openState } from '../../../../src/cli/runtime/wiring/openState.js';
import { waitForState } from '../../../../src/cli/runtime/session/waitForState.js';
import type { ConsumedRecord, Log, NewRecord } from '../../../../src/ports/log.js';
import { clipOf } from '../../../support/clips.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';
import { until } from '../../../support/until.js';

const path = temporaryDirectory();
const record = (n: number): NewRecord => ({ key: `key ${n}`, value: Uint8Array.of(n) });
const turns = async (count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1) await new Promise((resolve) => setImmediate(resolve));
};

let round = 0;
let file: string;
let db: Database;
/** Another process's connection, as far as SQLite is concerned. */
let other: Database;
let log: Log;
beforeEach(() => {
  file = path(`held-${(round += 1)}.db`);
  db = openDatabase(file);
  other = connect(file, false);
  log = sqliteLog(db, { clock: systemClock, pollEvery: 10 });
});
afterEach(async () => {
  await log.close();
  for (const each of [db, other]) each.close();
});

const hold = (): void => other.exec('BEGIN EXCLUSIVE');
const letGo = (): void => other.exec('COMMIT');

async function values(): Promise<number[]> {
  const found = await lastValueFrom(log.readTable('tracks').pipe(toArray()));
  return found.map(({ value }) => value?.at(0) ?? -1);
}

describe('a database that another connection holds', () => {
  it('is away for the moment, and says so at once', async () => {
    hold();
    const attempts = sqliteAttempts(db);
    const began = performance.now();
    const place = { topic: 't', partition: 0, offset: 0 };
    await expect(attempts.begin(place, 'a')).rejects.toMatchObject({
      code: 'unavailable',
      retryable: true,
    });
    expect(performance.now() - began).toBeLessThan(200);
    letGo();
    await attempts.begin(place, 'a');
    expect(await attempts.count(place)).toBe(1);
  });

  it('keeps appends waiting, which arrive once and in the order of the calls', async () => {
    hold();
    const appends = [log.append('tracks', [record(0), record(1)]), log.append('tracks', [record(2)])];
    await turns(5);
    appends.push(log.append('tracks', [record(3)]));
    await turns(5);
    letGo();
    await Promise.all(appends);
    expect(await values()).toEqual([0, 1, 2, 3]);
  });

  it('does not undo an append whose house cannot be kept', async () => {
    const tidying = sqliteLog(db, { clock: systemClock, tidyEvery: 1 });
    // Held as soon as the append is durable, before the house is kept.
    const appended = tidying.append('tracks', [record(0)]);
    const real = db.transaction.bind(db);
    let calls = 0;
    Object.assign(db, {
      transaction: (work: () => unknown) => {
        const result = real(work);
        if ((calls += 1) === 1) hold();
        return result;
      },
    });
    await appended;
    letGo();
    await tidying.append('tracks', [record(1)]);
    expect(await values()).toEqual([0, 1]);
  });

  it('lets a group join, get its records and commit them, all later', async () => {
    await log.append('tracks', [record(0), record(1)]);
    hold();
    const got: ConsumedRecord[] = [];
    log
      .consume({ topics: ['tracks'], group: 'g', maxUnsettled: 9 })
      .records$.subscribe((each) => got.push(each));
    await turns(5);
    expect(got).toEqual([]);
    letGo();
    await until(() => got.length === 2);
    hold();
    for (const each of got) each.settle();
    await turns(5);
    expect(await log.lag('g', ['tracks'])).toEqual([{ topic: 'tracks', lag: 2 }]);
    letGo();
    await log.close();
    expect(await log.lag('g', ['tracks'])).toEqual([{ topic: 'tracks', lag: 0 }]);
  });

  it('gives commits that failed another chance, whatever was done in them', async () => {
    await log.append('tracks', [record(0)]);
    const got: ConsumedRecord[] = [];
    log
      .consume({ topics: ['tracks'], group: 'g', maxUnsettled: 9 })
      .records$.subscribe((each) => got.push(each));
    await until(() => got.length === 1);
    const real = db.transaction.bind(db);
    let failures = 0;
    Object.assign(db, {
      transaction: (work: () => unknown) =>
        real(() => {
          const result = work();
          // At the very end of the transaction, as a COMMIT may.
          if ((failures += 1) < 3) other.doing('Holding', () => hold());
          return result;
        }),
    });
    // The other connection cannot get the lock while this one writes: that fails the transaction with `unavailable` after its work.
    got[0].settle();
    await until(() => failures >= 3);
    await log.close();
    expect(await log.lag('g', ['tracks'])).toEqual([{ topic: 'tracks', lag: 0 }]);
  });

  it('is given up after a while where nobody has more patience', async () => {
    const pauses: number[] = [];
    const pause = (span: number): Promise<void> => Promise.resolve(void pauses.push(span));
    const now = (): number => pauses.reduce((sum, span) => sum + span, 0);
    const patience = createPatience({ limit: 100, pause, now });
    const hasty = sqliteLog(db, { clock: systemClock, patience });
    hold();
    await expect(hasty.append('tracks', [record(0)])).rejects.toMatchObject({ code: 'unavailable' });
    letGo();
    expect(pauses).toEqual([50, 100]);
    await hasty.append('tracks', [record(1)]);
    expect(await values()).toEqual([1]);
  });
});

describe('a data folder whose database is held', () => {
  const children: ChildProcess[] = [];
  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

  /** A process that holds the database as its own, reads included, until it is killed. */
  async function holder(database: string): Promise<ChildProcess> {
    const code = `const Database = require('libsql');
      const db = new Database(${JSON.stringify(database)});
      db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE counters SET value = value + 1; COMMIT');
      console.log('held'); setTimeout(() => {}, 60_000);`;
    const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'close').then(() => expect.fail('no holder')),
    ]);
    return child;
  }

  it.each(['look', 'append', 'run'] as const)('is opened (%s) when the holder has gone', async (access) => {
    const made = openState(path(`made-${access}`), 'run');
    await made.catalogue.putClip(clipOf('a'));
    await made.close();
    // libsql keeps the closed file until its statements are garbage.
    const data = path(`folder-${access}`);
    cpSync(path(`made-${access}`), data, { recursive: true });
    const child = await holder(path(`folder-${access}`, 'mashstream.db'));
    expect(() => openState(data, access)).toThrow(expect.objectContaining({ code: 'unavailable' }));
    const told: string[] = [];
    const patience = createPatience({
      onWaiting: ({ message }) => {
        told.push(message);
        child.kill('SIGKILL');
      },
    });
    const state = await waitForState({ data }, access, { patience });
    expect(await state.catalogue.countClips()).toBe(1);
    await state.close();
    expect(told).toEqual([expect.stringMatching(new RegExp(`held by process ${child.pid} \\(node\\)`))]);
  });
});
