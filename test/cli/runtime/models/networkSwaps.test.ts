import { readdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeUntaughtModel } from '../../../../bench/untaughtModel.js';
import { fileBlobStore } from '../../../../src/adapters/files/fileBlobStore.js';
import { fileWorkspaces } from '../../../../src/adapters/files/fileWorkspaces.js';
import { systemClock } from '../../../../src/adapters/files/systemClock.js';
import { projectionStore } from '../../../../src/adapters/networks/projections/projectionStore.js';
import { sqliteCatalogue } from '../../../../src/adapters/sqlite/catalogue/sqliteCatalogue.js';
import { openDatabase } from '../../../../src/adapters/sqlite/database/openDatabase.js';
import { sqliteLog } from '../../../../src/adapters/sqlite/log/sqliteLog.js';
import { publishFolder } from '../../../../src/cli/runtime/models/publishFolder.js';
import { scorerWorkshop } from '../../../../src/cli/runtime/models/scorerWorkshop.js';
import type { Clip } from '../../../../src/domain/clip.js';
import type { Mashup, Ranking } from '../../../../src/domain/mashup.js';
import { recordValue } from '../../../../src/domain/recordValue.js';
import type { Role } from '../../../../src/domain/role.js';
import type { Scorer } from '../../../../src/ports/scorer.js';
import { storedClip } from '../../../support/clips.js';
import { writePreMixNet } from '../../../support/mixNetModel.js';
import { ownChildren } from '../../../support/ownChildren.js';
import { pulsingStems } from '../../../support/pulsingStems.js';
import { rankingsWritten, swappingWorker, type SwappingWorker } from '../../../support/swapWorld.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
/** The figures of docs/benchmarks.md are of more: MASHSTREAM_TEST_SWAPS=1000. */
const fewSwaps = 3;
const swaps = Number(process.env['MASHSTREAM_TEST_SWAPS'] ?? fewSwaps);
const timeout = 300_000 + 20_000 * swaps;
const [blobs, workspaces] = [fileBlobStore(at('blobs')), fileWorkspaces(at('work'))];
const clips = new Map<string, Clip>();

beforeAll(async () => {
  await writeUntaughtModel(at('dualnet 0'));
  await writeUntaughtModel(at('dualnet 1'), 'another');
  const counts = { network: 1, harmony: 0.5 };
  await writePreMixNet(at('premixnet 0'), { kept: 'float16', weights: counts });
  await writePreMixNet(at('premixnet 1'), { kept: 'float16', weights: counts, seed: 'another' });
  for (const [i, name] of ['a', 'b', 'c', 'd'].entries()) {
    const stems = await pulsingStems(blobs, name, { pitch: 220 + 50 * i, seconds: 36 });
    clips.set(name, await storedClip(name, { bpm: 118 + i, stems }, blobs));
  }
}, timeout);

/** A log, a catalogue of the clips, and two versions of a model, of which the first is current. */
async function worldOf(kind: 'dualnet' | 'premixnet') {
  const path = at(`${kind}.db`);
  const database = openDatabase(path);
  const log = sqliteLog(database, { clock: systemClock, pollEvery: 2, partitions: 4 });
  const catalogue = sqliteCatalogue(database);
  for (const clip of clips.values()) await catalogue.putClip(clip);
  const projections = projectionStore({ blobs, clock: systemClock });
  const workshop = scorerWorkshop({ log, blobs, workspaces }, projections);
  const versions: string[] = [];
  for (const each of [0, 1])
    versions.push((await publishFolder(workshop.models, at(`${kind} ${each}`))).version);
  await workshop.models.makeCurrent(kind, versions[0], 'promoted');
  const close = async (): Promise<void> => {
    await log.close();
    database.close();
  };
  return {
    ...{ path, log, versions, close, models: workshop.models },
    make: (version: string) => workshop.make(kind, version),
  };
}

const clipIn = ({ parts }: Mashup, role: Role): { readonly clip: Clip; readonly shift: number } => {
  const part = parts.find((each) => each.role === role);
  const clip = clips.get(part?.clipId ?? '');
  if (!part || !clip) throw new Error(`a mashup without ${role}`);
  return { clip, shift: part.shift };
};

/** How far rankings are from what their version says alone, at most. */
async function farthestOf(scorer: Scorer, rankings: readonly Ranking[]): Promise<number> {
  const known = new Map<string, number>();
  let most = 0;
  for (const mashup of rankings.flatMap(({ mashups }) => mashups)) {
    const name = JSON.stringify(mashup.parts);
    if (!known.has(name)) {
      const [seed, percussion] = [clipIn(mashup, 'vocal').clip, clipIn(mashup, 'percussion').clip];
      known.set(name, (await scorer.score(seed, [clipIn(mashup, 'harmonic')], [percussion]))[0][0].score);
    }
    most = Math.max(most, Math.abs((known.get(name) ?? NaN) - mashup.score));
  }
  return most;
}

/** Asks for all rankings again whenever they are made; resolves once it is stopped. */
async function load(
  { log, idle }: Pick<SwappingWorker, 'log' | 'idle'>,
  stopped: AbortSignal,
): Promise<void> {
  while (!stopped.aborted) {
    const asked = [...clips.keys()].map((seedClipId) => ({
      key: seedClipId,
      value: recordValue('rerank', { schema: 1, seedClipId, why: 'new-partner' }),
    }));
    await log.append('rerank', asked);
    while (!(await idle())) await wait(1);
  }
}

const megabytes = (bytes: readonly number[]): string => `${Math.round(Math.max(...bytes) / 2 ** 20)} MB`;

describe.each([
  ['dualnet', 'dualChild'],
  ['premixnet', 'mixChild'],
] as const)('%s, by onnxruntime', (kind, entry) => {
  it(
    'versions in turn under load: no ranking fails or is mixed, and no former version is left',
    { timeout },
    async () => {
      const { path, log, versions, models, make, close } = await worldOf(kind);
      const before = ownChildren(entry);
      const worker = await swappingWorker({ ...{ path, blobs, make, name: kind, partitions: 4 } });
      const ending = new AbortController();
      const loading = load(worker, ending.signal);
      const [children, memory]: [number[], number[]] = [[], []];
      const began = Date.now();
      for (let swap = 1; swap <= swaps; swap += 1) {
        const next = versions[swap % 2];
        await models.makeCurrent(kind, next, 'better');
        const isNext = (): boolean => worker.version().startsWith(next);
        await expect.poll(isNext, { timeout: 240_000, interval: 5 }).toBe(true);
        children.push(ownChildren(entry) - before);
        memory.push(process.memoryUsage().rss);
      }
      const seconds = (Date.now() - began) / 1000;
      ending.abort();
      await loading;
      await worker.sweep();
      while (!(await worker.idle())) await wait(5);
      const rankings = await rankingsWritten(log);
      expect([worker.failures, worker.refusals, worker.swaps.length]).toEqual([[], [], swaps]);
      // One that leaves may still be lent, or about to end.
      expect(Math.max(...children)).toBeLessThanOrEqual(3);
      await worker.stop();
      await expect.poll(() => ownChildren(entry), { timeout: 20_000 }).toBe(before);
      expect(await readdir(at('work'))).toEqual([]);

      const differences: number[] = [];
      for (const version of versions) {
        const scorer = await make(version);
        const own = rankings.filter((ranking) => ranking.scorer.version === scorer.version);
        expect(own.length).toBeGreaterThan(0);
        differences.push(await farthestOf(scorer, own));
        await scorer.close();
      }
      expect(Math.max(...differences)).toBeLessThan(1e-4);
      await close();
      if (swaps <= fewSwaps) return;
      const quarter = Math.floor(swaps / 4);
      process.stderr.write(
        `${kind}: ${swaps} swaps in ${seconds.toFixed(0)} s, ${rankings.length} rankings, scores at most ${Math.max(...differences).toPrecision(2)} off; ` +
          `${Math.max(...children)} processes at most; ${megabytes(memory.slice(0, quarter))} in the first quarter, ${megabytes(memory.slice(-quarter))} in the last\n`,
      );
    },
  );
});
