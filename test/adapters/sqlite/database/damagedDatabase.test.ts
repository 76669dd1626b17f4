import { readFileSync, writeFileSync } from 'node:fs';
import { lastValueFrom, timeout, toArray } from 'rxjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../src/adapters/files/systemClock.js';
import { createPatience } from '../../../../src/adapters/shared/patience.js';
import { connect, type Database } from '../../../../src/adapters/sqlite/database/connect.js';
import { openDatabase } from '../../../../src/adapters/sqlite/database/openDatabase.js';
import { sqliteAttempts } from '../../../../src/adapters/sqlite/log/sqliteAttempts.js';
import { sqliteCatalogue } from '../../../../src/adapters/sqlite/catalogue/sqliteCatalogue.js';
import { sqliteLog } from '../../../../src/adapters/sqlite/log/sqliteLog.js';
import { runLockIsTaken } from '../../../../src/adapters/sqlite/lock/runLockIsTaken.js';
import { takeRunLock } from '../../../../src/adapters/sqlite/lock/takeRunLock.js';
import { topics } from '../../../../src/domain/topics.js';
import { randomFrom } from '../../../../src/domain/random.js';
import { PipelineError } from '../../../../src/errors.js';
import type { Catalogue } from '../../../../src/ports/catalogue.js';
import type { ConsumedRecord, Log } from '../../../../src/ports/log.js';
import { stamps, state } from '../../../contracts/catalogue/support/state.js';
import { naming, track } from '../../../contracts/catalogue/support/track.js';
import { clipOf } from '../../../support/clips.js';
import { quiet } from '../../../support/quiet.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const path = temporaryDirectory();
const topicNames = Object.keys(topics);
const ids = Array.from({ length: 40 }, (_, n) => `clip ${n}`);
const encoder = new TextEncoder();
const open = (db: Database): Log =>
  sqliteLog(db, { clock: systemClock, keepFor: 1e9, patience: createPatience({ limit: 0 }) });

/** A database as a run leaves it, closed, all in one file. */
async function makeDatabase(file: string): Promise<void> {
  const db = openDatabase(file);
  const [log, catalogue, attempts] = [open(db), sqliteCatalogue(db), sqliteAttempts(db)];
  for (const [n, id] of ids.entries()) {
    await catalogue.putClip(clipOf(id, { bpm: 90 + n }));
    await catalogue.putTrack(track(`track ${n}`, { clipIds: [id] }));
    await catalogue.putPublication(naming(`publisher of track ${n}`, `track ${n}`));
    await catalogue.putSeedState(state(id, { shortlist: stamps(...ids.slice(0, n % 9)) }));
    for (const topic of topicNames)
      await log.append(topic, [
        { key: id, value: encoder.encode(JSON.stringify({ topic, id })), headers: { n: String(n) } },
      ]);
  }
  await attempts.begin({ topic: 'tracks', partition: 0, offset: 3 }, 'a');
  await consume(log);
  await log.close();
  db.close();
}

/** Reads all topics as a group, and settles what it gets. */
async function consume(log: Log): Promise<void> {
  const got: ConsumedRecord[] = [];
  await new Promise<void>((resolve, reject) => {
    log.consume({ topics: topicNames, group: 'g', maxUnsettled: 1000 }).records$.subscribe({
      next: (each) => {
        got.push(each);
        each.settle();
      },
      error: reject,
    });
    void quiet(() => got.length, 15).then(() => resolve());
  });
}

/** All that the program reads and writes, in turn; each may fail. */
const uses = (log: Log, catalogue: Catalogue, db: Database): readonly (() => Promise<unknown>)[] => [
  ...topicNames.map((topic) => () => lastValueFrom(log.readTable(topic).pipe(timeout(5000), toArray()))),
  () => consume(log),
  () => log.lag('g', topicNames),
  () => log.append('tracks', [{ key: 'new', value: encoder.encode('{}') }]),
  () => catalogue.listTracks({ limit: 100 }),
  () => catalogue.getPublications(['publisher of track 7']),
  () => catalogue.publicationsOf('track 7'),
  () => catalogue.listPublications({ limit: 100 }),
  () => catalogue.getClips(ids),
  () => catalogue.scanClips('', 100),
  () => catalogue.queryClips({ supplies: 'harmonic', trustedOnly: true, limit: 512 }),
  () =>
    catalogue.queryClips({
      ...{ supplies: 'percussion', trustedOnly: true, limit: 512 },
      tempo: { of: 100, low: 0.8, high: 1.2 },
    }),
  () => catalogue.seedsInReach({ trustedOnly: false }, { limit: 10 }),
  ...ids.map((id) => () => catalogue.getSeedState(id)),
  () => catalogue.queryStamps({ supplies: 'harmonic', trustedOnly: true, limit: 512 }),
  () => catalogue.seedsOverdue('amu/1', { limit: 999 }),
  () => catalogue.seedsHolding('clip 1', { limit: 999 }),
  () => catalogue.seedsStale({ limit: 999 }),
  () => catalogue.seedsSampled(9, { limit: 999 }),
  () => catalogue.seedsCut({ limit: 999 }),
  () => catalogue.countClips(),
  () => catalogue.putClip(clipOf('new')),
  () => catalogue.putSeedState(state('clip 3', { revision: 1000 })),
  () => catalogue.putTrack(track('new')),
  () => catalogue.putPublication(naming('new', 'new')),
  () => catalogue.removeTrack('track 1'),
  () => sqliteAttempts(db).begin({ topic: 'tracks', partition: 0, offset: 3 }, 'a'),
];

const codeOf = (error: unknown): string =>
  error instanceof PipelineError ? error.code : `foreign: ${String(error)}`;

/** The codes of all that goes wrong with a database, from opening to closing. */
async function troubles(file: string, readOnly: boolean): Promise<readonly string[]> {
  const codes: string[] = [];
  let db: Database | undefined;
  try {
    db = openDatabase(file, { readOnly });
    const [log, catalogue] = [open(db), sqliteCatalogue(db)];
    for (const use of uses(log, catalogue, db))
      await use().catch((error: unknown) => codes.push(codeOf(error)));
    await log.close();
  } catch (error) {
    codes.push(codeOf(error));
  } finally {
    db?.close();
  }
  return codes;
}

beforeAll(() => makeDatabase(path('sound.db')));

describe('a database with a flipped bit', () => {
  const kinds = [
    ['written', false, 110],
    ['looked at', true, 50],
  ] as const;

  it.each(kinds)(
    'is told as damaged, or works, when it is %s (read only: %s): %i places',
    async (...kind) => {
      const [, readOnly, places] = kind;
      const sound = readFileSync(path('sound.db'));
      const random = randomFrom('damage', String(readOnly));
      // Another version may be read in the header; who looks may not write.
      const allowed = ['unreadable', 'bad-config'];
      let told = 0;
      for (let n = 0; n < places; n += 1) {
        const bytes = Buffer.from(sound);
        // Half of them in the first page, which is read first.
        const bit = random.int((n % 2 === 0 ? bytes.length : 4096) * 8);
        bytes[bit >> 3] ^= 1 << (bit & 7);
        const file = path(`flipped-${String(readOnly)}-${n}.db`);
        writeFileSync(file, bytes);
        const codes = await troubles(file, readOnly);
        expect(
          codes.filter((code) => !allowed.includes(code)),
          `bit ${bit}`,
        ).toEqual([]);
        if (codes.includes('unreadable')) told += 1;
      }
      // The first page is mostly empty (the schema has outgrown it), and of what records hold nobody can know how it was.
      expect(told).toBeGreaterThan(places / 10);
    },
  );
});

describe('what is no database of this program', () => {
  const junk: readonly (readonly [string, (file: string) => void, string])[] = [
    ['one byte', (file) => writeFileSync(file, 'x'), 'not a database'],
    ['a text', (file) => writeFileSync(file, 'text '.repeat(1000)), 'not a database'],
    [
      'a database that is cut off',
      (file) => writeFileSync(file, readFileSync(path('sound.db')).subarray(0, 300)),
      'damaged',
    ],
    [
      'a database of another program',
      (file) => {
        const db = connect(file, false);
        db.exec('CREATE TABLE photos (name TEXT)');
        db.close();
      },
      'not made by mashstream',
    ],
  ];

  it.each(junk)('%s is refused and left alone', (name, make, reason) => {
    const file = path(`${name}.db`);
    make(file);
    const before = readFileSync(file);
    for (const readOnly of [false, true])
      expect(() => openDatabase(file, { readOnly })).toThrow(
        expect.objectContaining({ code: 'unreadable', message: expect.stringContaining(reason) as string }),
      );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('but a file of no bytes is a new database', () => {
    writeFileSync(path('empty.db'), '');
    const db = openDatabase(path('empty.db'));
    expect(db.prepare('SELECT count(*) AS count FROM records').all()).toEqual([{ count: 0 }]);
    db.close();
  });
});

describe('a damaged lock file', () => {
  it.each([
    ['nonsense', () => Buffer.alloc(8192, 'nonsense')],
    [
      'a flipped page',
      (sound: Buffer) => Buffer.concat([sound.subarray(0, 30), Buffer.alloc(sound.length - 30, 7)]),
    ],
    ['another table', () => readFileSync(path('sound.db'))],
  ])('%s: is named, and what to do', (name, damage) => {
    const file = path(`${name}.lock`);
    takeRunLock(file).release();
    writeFileSync(file, damage(readFileSync(file)));
    if (name === 'another table') {
      const db = connect(file, false);
      db.exec('CREATE TABLE holder (a TEXT, b TEXT) STRICT');
      db.close();
    }
    expect(() => takeRunLock(file)).toThrow(
      expect.objectContaining({
        code: 'unreadable',
        message: expect.stringMatching(/lock file .* delete it/) as string,
      }),
    );
  });

  it('with a flipped bit works or is told as damaged: 60 places', () => {
    const file = path('flipped.lock');
    takeRunLock(file).release();
    const sound = readFileSync(file);
    const random = randomFrom('damage', 'lock');
    for (let n = 0; n < 60; n += 1) {
      const bytes = Buffer.from(sound);
      const bit = random.int((n % 2 === 0 ? bytes.length : 200) * 8);
      bytes[bit >> 3] ^= 1 << (bit & 7);
      const flipped = path(`flipped-${n}.lock`);
      writeFileSync(flipped, bytes);
      try {
        expect(runLockIsTaken(flipped)).toBe(false);
        takeRunLock(flipped).release();
      } catch (error) {
        expect(codeOf(error), `bit ${bit}`).toBe('unreadable');
      }
    }
  });
});
