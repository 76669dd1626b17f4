import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/files/systemClock.js';
import { openDatabase } from '../../src/adapters/sqlite/database/openDatabase.js';
import { sqliteAttempts } from '../../src/adapters/sqlite/log/sqliteAttempts.js';
import { sqliteCatalogue } from '../../src/adapters/sqlite/catalogue/sqliteCatalogue.js';
import { sqliteLog } from '../../src/adapters/sqlite/log/sqliteLog.js';
import type { ConsumedRecord } from '../../src/ports/log.js';
import { quiet } from '../support/quiet.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import { until } from '../support/until.js';

const program = fileURLToPath(new URL('./programs/appendForever.ts', import.meta.url));
const path = temporaryDirectory();

/** Lets the program write, kills it −9 after `lines` lines; resolves to the greatest number of each kind that it said was done. */
async function killedAfter(database: string, lines: number): Promise<Map<string, number>> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, database], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('\n').length > lines) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  const whole = said.split('\n').slice(0, -1);
  return new Map(whole.map((line) => [line.split(' ')[0], Number(line.split(' ')[1])]));
}

describe('SQLite: kill −9', () => {
  it.each([5, 50, 333])('keeps all that had resolved, after %i writes', async (lines) => {
    const file = path(`killed-${lines}.db`);
    const done = await killedAfter(file, lines);
    const db = openDatabase(file);
    try {
      const log = sqliteLog(db, { clock: systemClock, compacted: [] });
      const appended = done.get('append') ?? -1;
      expect(appended).toBeGreaterThanOrEqual(0);
      const got: ConsumedRecord[] = [];
      log
        .consume({ topics: ['tracks'], group: 'audit', maxUnsettled: 1e6 })
        .records$.subscribe((each) => got.push(each));
      await until(() => got.length > appended, 20_000);
      await quiet(() => got.length);
      const values = got.map(({ record }) => Number(new TextDecoder().decode(record.value ?? undefined)));
      expect(values.slice(0, appended + 1)).toEqual(Array.from({ length: appended + 1 }, (_, n) => n));
      // At most the one that was under way when it died.
      expect(values.length).toBeLessThanOrEqual(appended + 2);

      const [{ lag }] = await log.lag('ingest', ['tracks']);
      expect(values.length - lag).toBeGreaterThanOrEqual(done.get('committed') ?? 0);

      const attempts = sqliteAttempts(db);
      const attempted = done.get('attempt') ?? -1;
      if (attempted >= 0)
        expect(await attempts.count({ topic: 'tracks', partition: 0, offset: attempted })).toBe(1);

      const clips = await sqliteCatalogue(db).countClips();
      expect(clips).toBeGreaterThanOrEqual((done.get('clip') ?? -1) + 1);
      expect(await lastValueFrom(log.readTable('tracks').pipe(toArray()))).toHaveLength(
        Math.min(7, values.length),
      );
      await log.close();
    } finally {
      db.close();
    }
  });
});
