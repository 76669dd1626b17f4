import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lastValueFrom, toArray } from 'rxjs';
import { fileBlobStore } from '../../../src/adapters/files/fileBlobStore.js';
import { systemClock } from '../../../src/adapters/files/systemClock.js';
import { openDatabase } from '../../../src/adapters/sqlite/database/openDatabase.js';
import { sqliteLog } from '../../../src/adapters/sqlite/log/sqliteLog.js';
import { PipelineError } from '../../../src/errors.js';

/** Fills the disk (or the file-size limit) under the first argument, 8 MiB at most, and prints as JSON what came of it. */
const [, , dir] = process.argv;
const codeOf = (error: unknown): string => (error instanceof PipelineError ? error.code : String(error));
const outcome = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', codeOf);

async function fillBlobs() {
  const blobs = fileBlobStore(join(dir, 'blobs'));
  const kept = await blobs.putBytes('clips/a/kept', Buffer.alloc(100_000, 'a'));
  const replacing = await outcome(blobs.putBytes('clips/a/kept', Buffer.alloc(8 << 20)));
  const adding = await outcome(blobs.putBytes('clips/b/new', Buffer.alloc(8 << 20)));
  return {
    replacing,
    adding,
    kept: (await blobs.readBytes(kept)).length,
    listed: await blobs.list(''),
    halves: readdirSync(join(dir, 'blobs', '.incoming')),
    after: await outcome(blobs.putBytes('clips/c/small', Buffer.alloc(10))),
  };
}

async function fillLog() {
  const path = join(dir, 'full.db');
  const db = openDatabase(path);
  const log = sqliteLog(db, { clock: systemClock });
  let appended = 0;
  let failure = 'none';
  while (failure === 'none' && appended < 1000) {
    const value = Buffer.alloc(50_000, appended % 256);
    failure = await log.append('tracks', [{ key: `key ${appended}`, value }]).then(() => 'none', codeOf);
    if (failure === 'none') appended += 1;
  }
  await log.close();
  db.close();
  const reader = openDatabase(path, { readOnly: true });
  const found = await lastValueFrom(
    sqliteLog(reader, { clock: systemClock }).readTable('tracks').pipe(toArray()),
  );
  const whole = found.every(
    ({ value }, n) => value?.length === 50_000 && value.every((byte) => byte === n % 256),
  );
  reader.close();
  return { failure, appended, found: found.length, whole, exists: existsSync(path) };
}

const blobs = await fillBlobs();
process.stdout.write(JSON.stringify({ blobs, log: await fillLog() }));
