import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileBlobStore } from '../../../../src/adapters/files/fileBlobStore.js';
import { openDatabase } from '../../../../src/adapters/sqlite/database/openDatabase.js';
import type { Database } from '../../../../src/adapters/sqlite/database/connect.js';
import { sqliteCatalogue } from '../../../../src/adapters/sqlite/catalogue/sqliteCatalogue.js';
import { sqliteLog } from '../../../../src/adapters/sqlite/log/sqliteLog.js';
import { systemClock } from '../../../../src/adapters/files/systemClock.js';
import { modelRegistry } from '../../../../src/adapters/networks/registry/modelRegistry.js';
import { recordValue } from '../../../../src/domain/recordValue.js';
import type { Mashup, Ranking } from '../../../../src/domain/mashup.js';
import { randomFrom } from '../../../../src/domain/random.js';
import { PipelineError } from '../../../../src/errors.js';
import type { Log } from '../../../../src/ports/log.js';
import type { Models } from '../../../../src/ports/models.js';
import type { Scorer } from '../../../../src/ports/scorer.js';
import { clipOf } from '../../../support/clips.js';
import { plainScorer } from '../../../support/plainScorer.js';
import {
  madeModel,
  rankingsWritten,
  swappingWorker,
  termsWritten,
  type SwappingWorker,
} from '../../../support/swapWorld.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
/** A machine may have other work. */
const patient = { timeout: 10_000, interval: 5 };
const seeds = ['a', 'b', 'c', 'd', 'e', 'f'];
let path: string;
let database: Database;
let log: Log;
let models: Models;
let versions: readonly string[];
let blobs: ReturnType<typeof fileBlobStore>;
const workers: SwappingWorker[] = [];

beforeEach(async () => {
  path = at(`world ${Math.random()}.db`);
  blobs = fileBlobStore(`${path} blobs`);
  database = openDatabase(path);
  log = sqliteLog(database, { clock: systemClock, pollEvery: 2, partitions: 4 });
  models = modelRegistry({ log, blobs });
  const made = ['one', 'other', 'third'].map(madeModel);
  for (const { model, files } of made) await models.publish(model, files);
  versions = made.map(({ model }) => model.version);
  await models.makeCurrent('dualnet', versions[0], 'promoted');
  const catalogue = sqliteCatalogue(database);
  for (const [i, id] of seeds.entries()) await catalogue.putClip(clipOf(id, { bpm: 118 + i }));
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
  await log.close();
  database.close();
});

/** What a version says of parts under a voice: others say something else. */
const worth = (version: string, ...clips: readonly string[]): number => randomFrom(version, ...clips).next();
const partsOf = ({ seedClipId, parts }: Mashup): readonly string[] => [
  seedClipId,
  ...(['harmonic', 'percussion'] as const).flatMap((role) =>
    parts.filter((part) => part.role === role).map(({ clipId }) => clipId),
  ),
];

/** A scorer of a version that takes a few turns of the event loop for each answer. */
function slowly(version: string): Scorer {
  const plain = plainScorer({
    ...{ name: 'dualnet', version },
    preScore: ({ seed, clip }) => worth(version, seed.clipId, clip.clipId),
    score: ({ clip }, percussion, seed) => ({
      ...{ score: worth(version, seed.clipId, clip.clipId, percussion.clipId), axes: {} },
    }),
  });
  let closed = false;
  const open = async (): Promise<void> => {
    for (let turns = 0; turns < 3; turns += 1) await turn();
    if (closed) throw new PipelineError('internal', `${version} was asked after it was closed.`);
  };
  return {
    ...plain,
    preScore: async (pairs) => open().then(() => plain.preScore(pairs)),
    score: async (...asked) => open().then(() => plain.score(...asked)),
    close: () => Promise.resolve(void (closed = true)),
  };
}

async function worker(make = (version: string) => Promise.resolve(slowly(version)), partitions = 4) {
  const started = await swappingWorker({ path, blobs, make, partitions });
  workers.push(started);
  return started;
}

const askAll = (): Promise<void> =>
  log.append(
    'rerank',
    seeds.map((seedClipId) => ({
      key: seedClipId,
      value: recordValue('rerank', { schema: 1, seedClipId, why: 'new-partner' }),
    })),
  );

/** Every mashup is worth what the version says that its ranking names. */
function expectUnmixed(rankings: readonly Ranking[]): void {
  const mixed = rankings.filter(({ scorer, mashups }) =>
    mashups.some((mashup) => mashup.score !== worth(scorer.version, ...partsOf(mashup))),
  );
  expect(mixed).toEqual([]);
}
const newestOf = (rankings: readonly Ranking[]): ReadonlyMap<string, Ranking> =>
  new Map(rankings.map((ranking) => [ranking.seedClipId, ranking]));

/** Sweeps until every seed stands ranked by the version, and nothing waits. */
async function rankedBy(version: string): Promise<readonly Ranking[]> {
  await expect
    .poll(
      async () => {
        for (const each of workers) await each.sweep();
        for (const each of workers) while (!(await each.idle())) await turn();
        const newest = [...newestOf(await rankingsWritten(log)).values()];
        return newest.length === seeds.length && newest.every(({ scorer }) => scorer.version === version);
      },
      { timeout: 20_000, interval: 20 },
    )
    .toBe(true);
  return rankingsWritten(log);
}

/** Makes versions current in turn, each once the one before has taken over, while all rankings are asked for again whenever they are made. */
async function swapUnderLoad(swaps: number, first: SwappingWorker): Promise<void> {
  const loading = new AbortController();
  const load = (async () => {
    while (!loading.signal.aborted) {
      await askAll();
      while (!(await first.idle())) await new Promise((resolve) => setTimeout(resolve, 1));
    }
  })();
  for (let swap = 1; swap <= swaps; swap += 1) {
    const next = versions[swap % 2];
    await models.makeCurrent('dualnet', next, 'better');
    await expect.poll(() => first.version(), { timeout: 30_000, interval: 1 }).toBe(next);
  }
  loading.abort();
  await load;
}

/** The figure of docs/benchmarks.md is of a thousand: MASHSTREAM_TEST_SWAPS=1000. */
const swaps = Number(process.env['MASHSTREAM_TEST_SWAPS'] ?? 12);

describe('versions in turn under load', () => {
  it(
    'no ranking fails or is mixed, and all end by the last',
    { timeout: 60_000 + 2000 * swaps },
    async () => {
      const only = await worker();
      await swapUnderLoad(swaps, only);
      const rankings = await rankedBy(versions[swaps % 2]);
      expect([only.failures, only.refusals, only.swaps.length]).toEqual([[], [], swaps]);
      expectUnmixed(rankings);
      for (const version of versions.slice(0, 2))
        expect(rankings.filter(({ scorer }) => scorer.version === version).length).toBeGreaterThan(5);
    },
  );
});

describe('a version that does not pass', () => {
  it('is refused with a note, once; the one in use goes on, and it takes over when it passes', async () => {
    let sound = false;
    const only = await worker((version) =>
      version === versions[0] || sound
        ? Promise.resolve(slowly(version))
        : Promise.reject(new PipelineError('corrupt-blob', 'Its file is cut off.')),
    );
    await models.makeCurrent('dualnet', versions[1], 'better');
    await expect.poll(() => only.refusals.length, patient).toBeGreaterThan(1);
    expect(only.said).toEqual([
      `dualnet/${versions[1]} is current, but does not pass: Its file is cut off. Scores stay those of ${versions[0]}.`,
    ]);
    expect(new Set(only.refusals)).toEqual(new Set(['corrupt-blob']));
    expect([only.version(), only.isBehind()]).toEqual([versions[0], true]);
    await askAll();
    expectUnmixed(await rankedBy(versions[0]));
    sound = true;
    await expect.poll(() => only.version(), patient).toBe(versions[1]);
    expect(only.isBehind()).toBe(false);
    expectUnmixed(await rankedBy(versions[1]));
    expect(only.failures).toEqual([]);
  });

  it('is passed over for the next, and for the one before', async () => {
    const only = await worker((version) =>
      version === versions[1]
        ? Promise.reject(new PipelineError('refused-input', 'It hears tea.'))
        : Promise.resolve(slowly(version)),
    );
    await models.makeCurrent('dualnet', versions[1], 'better');
    await expect.poll(() => only.refusals.length, patient).toBeGreaterThan(0);
    await models.makeCurrent('dualnet', versions[2], 'better');
    await expect.poll(() => only.version(), patient).toBe(versions[2]);
    await models.makeCurrent('dualnet', versions[0], 'rolled back');
    await expect.poll(() => only.version(), patient).toBe(versions[0]);
  });

  it('a network that fails while it is warmed is closed and refused', async () => {
    const closed: string[] = [];
    const only = await worker((version) => {
      const scorer = slowly(version);
      const close = () => Promise.resolve(void closed.push(version));
      const preScore: Scorer['preScore'] = () =>
        Promise.reject(new PipelineError('child-died', 'It is gone.'));
      return Promise.resolve({ ...scorer, close, ...(version === versions[1] && { preScore }) });
    });
    await askAll();
    await rankedBy(versions[0]);
    await models.makeCurrent('dualnet', versions[1], 'better');
    await expect.poll(() => only.refusals.at(0), patient).toBe('child-died');
    expect(closed).toContain(versions[1]);
    expect(only.version()).toBe(versions[0]);
  });
});

describe('two workers', () => {
  it('follow both; a slow one puts no older terms in force, and rankings end equal', async () => {
    const quick = await worker();
    let letOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letOn = resolve));
    const slow = await worker(async (version) => {
      if (version === versions[1]) await held;
      return slowly(version);
    });
    await askAll();
    await rankedBy(versions[0]);
    await models.makeCurrent('dualnet', versions[1], 'better');
    await expect.poll(() => quick.version(), patient).toBe(versions[1]);
    // The slow one still ranks by the first: it leaves alone what stands by the newer one.
    await askAll();
    for (const each of workers) await each.sweep();
    await models.makeCurrent('dualnet', versions[2], 'better');
    await expect.poll(() => quick.version(), patient).toBe(versions[2]);
    expect(slow.version()).toBe(versions[0]);
    letOn();
    await expect.poll(() => slow.version(), patient).toBe(versions[2]);
    const rankings = await rankedBy(versions[2]);
    expectUnmixed(rankings);
    const terms = (await termsWritten(log)).map((each) =>
      versions.findIndex((version) => each.includes(version)),
    );
    expect(terms).toEqual([0, 1, 2]);
    expect(slow.swaps).toEqual([versions[2]]);
    for (const each of workers) expect([each.failures, each.refusals]).toEqual([[], []]);
  });

  it(
    'swap under load: nothing is mixed, and what stands at the end is by the last',
    { timeout: 60_000 },
    async () => {
      const both = [await worker(), await worker()];
      await swapUnderLoad(6, both[0]);
      await expect.poll(() => both[1].version(), { timeout: 10_000 }).toBe(versions[0]);
      expectUnmixed(await rankedBy(versions[0]));
      for (const each of both) expect([each.failures, each.refusals]).toEqual([[], []]);
    },
  );
});
