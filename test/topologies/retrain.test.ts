import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileBlobStore } from '../../src/adapters/files/fileBlobStore.js';
import { begunTrainings } from '../../src/adapters/networks/registry/begunTrainings.js';
import { modelRegistry } from '../../src/adapters/networks/registry/modelRegistry.js';
import { openDatabase } from '../../src/adapters/sqlite/database/openDatabase.js';
import { digestOf, type Clip } from '../../src/domain/clip.js';
import type { Sample } from '../../src/domain/learning/sample.js';
import { modelOf, type ModelFacts } from '../../src/domain/learning/modelOf.js';
import { taughtOf } from '../../src/domain/learning/taught.js';
import { PipelineError } from '../../src/errors.js';
import { silentObserver } from '../../src/metrics.js';
import type { RetrainOptions } from '../../src/operators/retrain/retrainOptions.js';
import { collectTopology, retrainTopology } from '../../src/topologies/retrain.js';
import type { BlobStore } from '../../src/ports/blobStore.js';
import type { Running } from '../../src/topologies/run.js';
import { clipOf } from '../support/clips.js';
import { manualClock, type ManualClock } from '../support/manualClock.js';
import {
  plainTeacher,
  songNames,
  type PlainTeacher,
  type PlainTeacherOptions,
} from '../support/plainTeacher.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import { topologyDriver, type TopologyDriver } from '../support/topologyDriver.js';
import { until } from '../support/until.js';

const directory = temporaryDirectory();
const day = 86_400_000;
let file: string;
let blobs: BlobStore;
let clock: ManualClock;
let drivers: TopologyDriver[] = [];
let runs: Running[] = [];
let notes: string[] = [];
beforeEach(() => {
  file = directory(`${Math.random()}.db`);
  blobs = fileBlobStore(directory(`${Math.random()}`));
  clock = manualClock();
  notes = [];
});
afterEach(async () => {
  for (const each of runs) each.stop();
  await Promise.allSettled(runs.map(({ ended }) => ended));
  for (const each of drivers) await each.close();
  [runs, drivers] = [[], []];
});

interface Worker {
  readonly driver: TopologyDriver;
  readonly teacher: PlainTeacher;
  readonly options: RetrainOptions;
  start(): Running;
  /** Works until nothing waits. */
  settle(): Promise<void>;
}

/** A worker with a connection of its own to the store that all share. */
function worker(teaching: Partial<PlainTeacherOptions> = {}, changes: Partial<RetrainOptions> = {}): Worker {
  const driver = topologyDriver(openDatabase(file));
  drivers.push(driver);
  const models = modelRegistry({ log: driver.log, blobs });
  const trainings = begunTrainings({ log: driver.log, blobs });
  const teacher = plainTeacher({ log: driver.log, blobs, models, ...teaching });
  const options: RetrainOptions = {
    ...{
      observer: silentObserver,
      clock,
      catalogue: driver.catalogue,
      log: driver.log,
      models,
      teacher,
      trainings,
    },
    ...{ modelName: 'dualnet', enoughSamples: 12, interval: day, heldOut: 3 },
    told: { note: (text) => void notes.push(text), waiting: () => undefined, taught: () => undefined },
    ...changes,
  };
  const topologies = [collectTopology(options), retrainTopology(options)];
  return {
    ...{ driver, teacher, options },
    start() {
      const running = driver.start(topologies);
      runs.push(running);
      return running;
    },
    settle: () => driver.settle(topologies),
  };
}

let sampled = 0;
const sampleOf = (clip: Clip): Sample => ({
  ...{ schema: 1, ordinal: 0, label: 'positive', runSeed: '1', featuresVersion: 'test' },
  sampleId: `sample ${(sampled += 1)}`,
  digests: { [clip.clipId]: digestOf(clip) },
  recipe: {
    ...{ seedClipId: clip.clipId, condition: 'original', bars: 16 },
    parts: (['vocal', 'harmonic', 'percussion'] as const).map((role) => ({
      ...{ role, clipId: clip.clipId, trackId: clip.trackId, shift: 0, warp: false, stretch: 1, offset: 0 },
    })),
  },
});

const rows = { key: 'rows', size: 1, sha256: 'a'.repeat(64) };
/** Songs with a tempo of their own each, in the catalogue. */
async function enterSongs({ catalogue }: TopologyDriver, names: readonly string[]): Promise<readonly Clip[]> {
  const clips = names.map((title, n) => ({
    ...clipOf(title, { title, artist: 'maker', bpm: 80 + 3 * n }),
    features: { 'vocal-rows': rows, 'harmonic-rows': rows },
  }));
  for (const clip of clips) await catalogue.putClip(clip);
  return clips;
}

async function publishSamples(driver: TopologyDriver, clips: readonly Clip[]): Promise<void> {
  for (const clip of clips) {
    const sample = sampleOf(clip);
    await driver.publish('training-samples', sample.sampleId, sample);
  }
}

const songs = songNames({ train: 8, validation: 2, test: 4 });
const versions = ({ options }: Worker) => options.models.list();
const current = async ({ options }: Worker): Promise<string | undefined> =>
  (await options.models.current('dualnet'))?.current;

describe('retraining', () => {
  it('teaches a model when enough samples have come, and further when there are as many new ones', async () => {
    const one = worker();
    const clips = await enterSongs(one.driver, songs);
    await publishSamples(one.driver, clips);
    await one.settle();
    const [first] = await versions(one);
    expect(await current(one)).toBe(first.version);
    expect(taughtOf(first)).toMatchObject({
      ...{ better: true, samples: { count: 14, upTo: [14] }, songs: { train: 8, validation: 2, test: 4 } },
    });
    expect(first.data).toEqual([
      { name: 'songs', licence: 'unknown', compositions: 14, restricted: 'unknown' },
    ]);
    await publishSamples(one.driver, clips.slice(0, 11));
    await one.settle();
    expect(await versions(one)).toHaveLength(1);
    await publishSamples(one.driver, clips.slice(11, 12));
    await one.settle();
    const [, second] = await versions(one);
    expect(second).toMatchObject({ parent: first.version, training: { samples: { count: 12, upTo: [26] } } });
    // Perfect before, so no better: it is there, and not current.
    expect(taughtOf(second)?.better).toBe(false);
    expect(await current(one)).toBe(first.version);
    expect(notes).toHaveLength(2);
    expect(notes[1]).toMatch(/it is not better on held-out songs \(\+0.000.*stays current/);
    expect(await one.options.trainings.begun('dualnet')).toBeUndefined();
    expect(await blobs.list('trainings/')).toEqual([]);
  });

  it('teaches by few new samples when the last training is long ago, and never by none', async () => {
    const one = worker();
    const clips = await enterSongs(one.driver, songs);
    await publishSamples(one.driver, clips);
    await one.settle();
    await publishSamples(one.driver, clips.slice(0, 2));
    const ask = () =>
      one.driver.publish('retrain', 'dualnet', {
        schema: 1,
        name: 'dualnet',
        why: 'interval',
        asked: clock.now(),
      });
    await ask();
    await one.settle();
    expect(await versions(one)).toHaveLength(1);
    clock.advance(day);
    await ask();
    await one.settle();
    expect(await versions(one)).toHaveLength(2);
    clock.advance(day);
    await ask();
    await one.settle();
    expect(await versions(one)).toHaveLength(2);
  });

  it('a challenger that is worse is published and not current', async () => {
    const one = worker();
    const clips = await enterSongs(one.driver, songs);
    await publishSamples(one.driver, clips);
    await one.settle();
    const champion = await current(one);
    await publishSamples(one.driver, clips);
    const other = worker({ backwards: true });
    await other.settle();
    const [, challenger] = await versions(other);
    expect(challenger.figures['gain']).toMatchObject({ mean: expect.closeTo(-1, 1) as number });
    expect(await current(other)).toBe(champion);
    // Nobody is taught by those samples again.
    clock.advance(day);
    await worker().settle();
    expect(await versions(other)).toHaveLength(2);
  });

  it('leaves out clips that are gone or another by now, and says so where too few songs are left', async () => {
    const one = worker();
    const clips = await enterSongs(one.driver, songs);
    await publishSamples(one.driver, clips);
    for (const clip of clips.slice(0, 3)) await one.driver.catalogue.removeClip(clip.clipId);
    for (const clip of clips.slice(3, 6)) await one.driver.catalogue.putClip({ ...clip, digest: 'another' });
    await one.settle();
    const found = await versions(one);
    const left = Object.values(found.length > 0 ? (taughtOf(found[0])?.songs ?? {}) : {});
    expect(left.reduce((a, b) => a + b, 0) + (found.length === 0 ? 8 : 0)).toBe(8);
    const few = worker({}, { heldOut: 9 });
    await publishSamples(one.driver, clips);
    await few.settle();
    expect(notes.at(-1)).toMatch(
      /of 8 songs with a voice and a harmony .* and 9 are needed \(--retrain-held-out\)/,
    );
    expect(await versions(few)).toHaveLength(found.length);
  });

  it('draining stops it in good order, and the next worker goes on from there', async () => {
    let stepped = 0;
    const one = worker({ onStep: (step) => void (stepped = step) });
    const running = one.start();
    const hold = worker({ onStep: () => new Promise((go) => setTimeout(go, 5)) });
    await publishSamples(one.driver, await enterSongs(one.driver, songs));
    await until(() => stepped >= 2);
    await running.drain();
    const before = one.teacher.steps();
    await hold.settle();
    expect(before + hold.teacher.steps()).toBe(8);
    expect(await versions(hold)).toHaveLength(1);
  });
});

describe('two workers', () => {
  it('of which one takes over in the middle teach once: the first stops, the second goes on from its checkpoint', async () => {
    let goOn = (): void => undefined;
    const gate = new Promise<void>((go) => (goOn = go));
    let halted = false;
    const one = worker({
      onStep(step) {
        halted = step === 3;
        return halted ? gate : undefined;
      },
    });
    await publishSamples(one.driver, await enterSongs(one.driver, songs));
    one.start();
    await until(() => halted);
    // Who starts last takes the partition.
    const two = worker();
    two.start();
    await until(async () => (await versions(two)).length === 1);
    goOn();
    await until(() => one.teacher.steps() === 4);
    expect(two.teacher.steps()).toBe(5);
    expect(await versions(one)).toHaveLength(1);
    expect(await current(one)).toBeDefined();
  });

  it('the death of one between publishing and promoting loses nothing and teaches nothing twice', async () => {
    const one = worker();
    const models = { ...one.options.models, makeCurrent: () => new Promise<never>(() => undefined) };
    const dying = worker({}, { models });
    await publishSamples(one.driver, await enterSongs(one.driver, songs));
    const running = dying.start();
    await until(async () => (await versions(one)).length === 1);
    dying.driver.cut();
    running.stop();
    await one.settle();
    const [made, ...more] = await versions(one);
    expect(more).toEqual([]);
    expect(await current(one)).toBe(made.version);
    expect(one.teacher.steps()).toBe(0);
  });

  it('somebody who chose another version meanwhile keeps it', async () => {
    const one = worker();
    const clips = await enterSongs(one.driver, songs);
    const files = new Map([['weight.json', new TextEncoder().encode('0')]]);
    const facts: ModelFacts = {
      ...{ name: 'dualnet', kind: 'dualnet', inputs: {}, weights: { network: 1, harmony: 1 }, data: [] },
      ...{ training: { seed: '', steps: 0, engine: '' }, figures: {} },
    };
    const untaught = modelOf(facts, files);
    await one.options.models.publish(untaught, files);
    await one.options.models.makeCurrent('dualnet', untaught.version, 'promoted');
    await publishSamples(one.driver, clips);
    const other = { ...untaught, version: 'other' };
    const choosing = worker({
      onStep: async (step) => {
        if (step > 0) return;
        await one.options.models.publish(other, files);
        await one.options.models.makeCurrent('dualnet', 'other', 'promoted');
      },
    });
    await choosing.settle();
    expect(await current(one)).toBe('other');
    expect(notes.at(-1)).toMatch(/it is better .* but another version became current meanwhile/);
  });
});

describe('a training that fails', () => {
  it('is a dead letter, and is tried again when as many samples are new', async () => {
    let fails = true;
    const one = worker({
      onStep: () => {
        if (fails) throw new PipelineError('child-died', 'The training process ended.', { retryable: true });
      },
    });
    const clips = await enterSongs(one.driver, songs);
    await publishSamples(one.driver, clips);
    await one.settle();
    expect(await one.driver.table('dead-letters')).toMatchObject([
      { key: 'dualnet', headers: { 'error.stage': 'teach', 'error.code': 'child-died' } },
    ]);
    fails = false;
    await publishSamples(one.driver, clips.slice(0, 11));
    await one.settle();
    expect(await versions(one)).toHaveLength(0);
    await publishSamples(one.driver, clips.slice(0, 1));
    await one.settle();
    expect(await versions(one)).toHaveLength(1);
  });

  it('four times with its process is given up', async () => {
    const one = worker();
    await publishSamples(one.driver, await enterSongs(one.driver, songs));
    for (let death = 0; death < 4; death += 1) {
      const dying = worker({ onStep: () => new Promise<never>(() => undefined) });
      const running = dying.start();
      await until(async () => (await attempts(one)) > death);
      dying.driver.cut();
      running.stop();
    }
    await one.settle();
    expect(await one.driver.table('dead-letters')).toMatchObject([
      { key: 'dualnet', headers: { 'error.code': 'too-many-attempts' } },
    ]);
    expect(await versions(one)).toEqual([]);
  });
});

const attempts = ({ driver }: Worker): Promise<number> =>
  driver.attempts.count({ topic: 'retrain', partition: 0, offset: 0 });

it('hours of work are no stall', async () => {
  const one = worker({ onStep: () => new Promise<never>(() => undefined) });
  await publishSamples(one.driver, await enterSongs(one.driver, songs));
  one.start();
  await until(async () => (await attempts(one)) > 0);
  expect(one.driver.unsettled.count()).toBe(0);
});
