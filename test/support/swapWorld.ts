import { createHash } from 'node:crypto';
import { lastValueFrom, toArray } from 'rxjs';
import { systemClock } from '../../src/adapters/files/systemClock.js';
import { modelRegistry } from '../../src/adapters/networks/registry/modelRegistry.js';
import { holdScorer } from '../../src/adapters/shared/holdScorer.js';
import { sqliteAttempts } from '../../src/adapters/sqlite/log/sqliteAttempts.js';
import { sqliteCatalogue } from '../../src/adapters/sqlite/catalogue/sqliteCatalogue.js';
import { openDatabase } from '../../src/adapters/sqlite/database/openDatabase.js';
import { sqliteLog } from '../../src/adapters/sqlite/log/sqliteLog.js';
import { followModel } from '../../src/cli/runtime/models/followModel.js';
import { requestRankings } from '../../src/cli/runtime/session/requestRankings.js';
import { featuresVersion } from '../../src/domain/featuresVersion.js';
import { modelSchema, modelVersion, type Model } from '../../src/domain/learning/model.js';
import { rankingSchema, type Ranking } from '../../src/domain/mashup.js';
import { termsSchema } from '../../src/domain/terms.js';
import { silentObserver } from '../../src/metrics.js';
import { methodRule } from '../../src/mashability/conditions/matchRule.js';
import { termsNow, termsOf, type MatchOptions } from '../../src/operators/match/matchOptions.js';
import { warmScorer } from '../../src/operators/match/warmScorer.js';
import type { BlobStore } from '../../src/ports/blobStore.js';
import type { Catalogue } from '../../src/ports/catalogue.js';
import type { Log } from '../../src/ports/log.js';
import type { ModelFiles, Models } from '../../src/ports/models.js';
import type { Scorer } from '../../src/ports/scorer.js';
import { matchTopologies } from '../../src/topologies/match.js';
import { run } from '../../src/topologies/run.js';
import { termsInForce } from '../../src/topologies/termsInForce.js';
import { trackUnsettled } from '../../src/topologies/unsettled.js';

/** A model of which only name and version matter. */
export function madeModel(content: string): { readonly model: Model; readonly files: ModelFiles } {
  const bytes = Buffer.from(content);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const files = { 'vocal.onnx': { size: bytes.length, sha256 } };
  const model = modelSchema.parse({
    ...{ schema: 1, name: 'dualnet', kind: 'dualnet', inputs: { rows: '1' } },
    ...{ weights: { network: 1, harmony: 1 }, version: modelVersion(files), files, data: [], figures: {} },
    training: { seed: '1', steps: 1, engine: 'none' },
  });
  return { model, files: new Map([['vocal.onnx', bytes]]) };
}

export interface WorkerOptions {
  /** Path of the database file. */
  readonly path: string;
  readonly blobs: BlobStore;
  /** Makes a scorer by a version. */
  readonly make: (version: string) => Promise<Scorer>;
  readonly partitions?: number;
  /** Of the model; default: dualnet. */
  readonly name?: string;
}

/** A worker that ranks by the current version of a model, as a run for ever does. */
export interface SwappingWorker {
  readonly log: Log;
  readonly catalogue: Catalogue;
  readonly models: Models;
  /** Versions that took over here, and codes of those that did not pass. */
  readonly swaps: readonly string[];
  readonly refusals: readonly string[];
  readonly said: readonly string[];
  readonly failures: readonly string[];
  version(): string;
  isBehind(): boolean;
  /** Asks for the rankings that are overdue. */
  sweep(): Promise<void>;
  /** Does nothing wait? */
  idle(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Starts one; a version must be current. */
export async function swappingWorker(options: WorkerOptions): Promise<SwappingWorker> {
  const { path, blobs, make, partitions = 1, name = 'dualnet' } = options;
  const database = openDatabase(path);
  const log = sqliteLog(database, { clock: systemClock, pollEvery: 2, partitions });
  const catalogue = sqliteCatalogue(database);
  const models = modelRegistry({ log, blobs });
  const version = (await models.current(name))?.current ?? 'none';
  const scorers = holdScorer(await make(version));
  const known = { shortlist: 4, rankingSize: 10, useDoubtful: false, rule: methodRule };
  const terms = await termsInForce(log, termsNow({ ...known, scorers }));
  const matching: MatchOptions = {
    ...{ observer: silentObserver, clock: systemClock, concurrency: 3, catalogue, scorers, terms, ...known },
    ...{ runSeed: '1', featuresVersion, enoughPartners: 2 },
  };
  const [swaps, refusals, said, failures]: string[][] = [[], [], [], []];
  const inUse = (): string => {
    const { scorer, release } = scorers.take();
    release();
    return scorer.version;
  };
  const running = run({
    ...{ topologies: matchTopologies(matching), log, attempts: sqliteAttempts(database) },
    unsettled: trackUnsettled(systemClock),
    onFailure: ({ error }) => failures.push(error.message),
  });
  const follower = followModel({
    ...{ followed: { models, name, version, make }, scorers, terms, firstPause: 20 },
    termsOf: (scorer) => termsOf(matching, scorer),
    warm: (scorer, goOn) => warmScorer(matching, scorer, { most: 64, goOn }),
    observer: { swapped: () => swaps.push(inUse()), refused: (code) => refusals.push(code) },
    say: (text) => said.push(text),
  });
  return {
    ...{ log, catalogue, models, swaps, refusals, said, failures, version: inUse },
    isBehind: () => follower.isBehind(),
    sweep: async () => {
      await requestRankings(log, matching, { why: 'sweep' });
    },
    idle: () => running.idle(),
    async stop() {
      await follower.stop();
      void running.drain();
      await running.ended;
      terms.close();
      await scorers.close();
      await log.close();
      database.close();
    },
  };
}

const decoded = (value: Uint8Array | null): unknown =>
  value === null ? undefined : JSON.parse(new TextDecoder().decode(value));

/** All rankings that were ever written, in order. */
export async function rankingsWritten(log: Log): Promise<readonly Ranking[]> {
  const records = await lastValueFrom(log.readTable('mashups', { since: [] }).pipe(toArray()));
  return records.flatMap(({ value }) => (value === null ? [] : [rankingSchema.parse(decoded(value))]));
}

/** The terms that were put in force, in order. */
export async function termsWritten(log: Log): Promise<readonly string[]> {
  const records = await lastValueFrom(log.readTable('models', { since: [] }).pipe(toArray()));
  return records.flatMap(({ key, value }) =>
    key === 'terms' ? [termsSchema.parse(decoded(value)).terms] : [],
  );
}
