import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileBlobStore } from '../../src/adapters/files/fileBlobStore.js';
import { amuScorer } from '../../src/adapters/rules/amuScorer.js';
import { featureStore } from '../../src/adapters/features/featureStore.js';
import { holdScorer } from '../../src/adapters/shared/holdScorer.js';
import type { Clip } from '../../src/domain/clip.js';
import { termsNow } from '../../src/operators/match/matchOptions.js';
import type { BlobStore } from '../../src/ports/blobStore.js';
import type { Scorer } from '../../src/ports/scorer.js';
import { matchTopologies } from '../../src/topologies/match.js';
import type { Running } from '../../src/topologies/run.js';
import { storedClip, type ClipShape } from '../support/clips.js';
import { matchOptions } from '../support/matchOptions.js';
import { plainScorer } from '../support/plainScorer.js';
import { partnersIn, rankingsOf } from '../support/rankings.js';
import { seedState } from '../support/seedState.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import { topologyDriver, type TopologyDriver } from '../support/topologyDriver.js';
import { until } from '../support/until.js';
import { untilIdle } from '../support/untilIdle.js';

const directory = temporaryDirectory();
let driver: TopologyDriver;
let blobs: BlobStore;
let running: Running | undefined;
beforeEach(() => {
  driver = topologyDriver();
  blobs = fileBlobStore(directory());
});
afterEach(async () => {
  running?.stop();
  await running?.ended;
  await driver.close();
});

async function put(id: string, shape: ClipShape = {}): Promise<Clip> {
  const clip = await storedClip(id, shape, blobs);
  await driver.catalogue.putClip(clip);
  await driver.publish('clips', id, clip);
  return clip;
}

/** What ingest does of a removal: the clip, then the two tombstones. */
async function remove(id: string): Promise<void> {
  await driver.catalogue.removeClip(id);
  await driver.publish('rerank', id, null);
  await driver.publish('clips', id, null);
}

/** Options whose scorer waits, in the middle of a ranking of `seed`, until it is let on. */
function halting(seed: string, preScore?: Scorer['preScore'], shortlist = 3) {
  const scorer = { ...amuScorer(featureStore(blobs)), ...(preScore && { preScore }) };
  let halted = false;
  let goOn: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  const options = matchOptions(driver, blobs, {
    scorers: holdScorer({
      ...scorer,
      score: async (clip, ...parts) => {
        if (clip.clipId === seed && !halted) {
          halted = true;
          await gate;
        }
        return scorer.score(clip, ...parts);
      },
    }),
    shortlist,
  });
  return { options, halted: () => halted, goOn: () => goOn() };
}

const noticed = async (): Promise<void> => {
  for (;;) {
    const [{ lag }] = await driver.log.lag('notice', ['clips']);
    if (lag === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
const settled = (): Promise<void> => untilIdle(running!, driver);
const written = async (topic: string): Promise<number> => (await driver.log.lag('nobody', [topic]))[0].lag;

describe('while a seed is being ranked', () => {
  it('a partner that goes is not in the final ranking', async () => {
    const { options, halted, goOn } = halting('a');
    for (const id of ['a', 'b', 'c']) await put(id);
    running = driver.start(matchTopologies(options));
    await until(halted);
    await noticed();
    await remove('b');
    await noticed();
    goOn();
    await settled();
    const rankings = await rankingsOf(driver);
    expect(partnersIn(rankings.a)).toEqual(['c']);
    expect(Object.keys(rankings).sort()).toEqual(['a', 'c']);
    expect(await driver.catalogue.seedsHolding('b', { limit: 9 })).toEqual([]);
  });

  it('a partner that takes a place just left is in the final ranking', async () => {
    // One place in each shortlist, so who comes must be no worse than who is there.
    const worth: Readonly<Record<string, number>> = { best: 3, middle: 2, worst: 1 };
    const preScore: Scorer['preScore'] = (pairs) =>
      Promise.resolve(pairs.map(({ clip }) => worth[clip.clipId] ?? 0));
    const { options, halted, goOn } = halting('a', preScore, 1);
    const first = { ...options, scorers: holdScorer({ ...amuScorer(featureStore(blobs)), preScore }) };
    for (const id of ['a', 'best']) await put(id);
    await driver.settle(matchTopologies(first));
    await remove('best');
    await put('worst', { vocal: false });
    // The ranking without the best is being made, what is remembered is still that with it.
    running = driver.start(matchTopologies(options));
    await until(halted);
    await put('middle', { vocal: false });
    await noticed();
    goOn();
    await settled();
    const [ranking] = (await rankingsOf(driver)).a.mashups;
    expect(ranking.parts.map(({ clipId }) => clipId)).toEqual(['a', 'middle', 'middle']);
  });

  it('its own removal leaves no ranking and no memory of it', async () => {
    const { options, halted, goOn } = halting('a');
    for (const id of ['a', 'b', 'c']) await put(id);
    running = driver.start(matchTopologies(options));
    await until(halted);
    await remove('a');
    await noticed();
    goOn();
    await settled();
    expect(Object.keys(await rankingsOf(driver)).sort()).toEqual(['b', 'c']);
    expect(await driver.catalogue.getSeedState('a')).toBeUndefined();
  });

  it('more requests for it cost one ranking at most, and its samples leave once', async () => {
    let scored = 0;
    const shapes = { a: {}, b: { bpm: 118 }, c: { bpm: 121, tonic: 1 }, far: { bpm: 170, tonic: 6 } };
    for (const [id, shape] of Object.entries(shapes))
      await driver.catalogue.putClip(await storedClip(id, shape, blobs));
    const scorer = amuScorer(featureStore(blobs));
    const options = matchOptions(driver, blobs, {
      scorers: holdScorer({
        ...scorer,
        score: (...asked) => {
          scored += 1;
          return scorer.score(...asked);
        },
      }),
    });
    for (let n = 0; n < 20; n += 1)
      await driver.publish('rerank', 'a', { schema: 1, seedClipId: 'a', why: 'sweep' });
    await driver.settle(matchTopologies(options));
    expect([scored, await written('training-samples'), await written('mashups')]).toEqual([1, 3, 1]);
  });
});

describe('a corrected clip', () => {
  it('that has lost its voice loses its ranking', async () => {
    const options = matchOptions(driver, blobs);
    for (const id of ['a', 'b', 'c']) await put(id);
    await driver.settle(matchTopologies(options));
    await put('a', { vocal: false });
    await driver.settle(matchTopologies(options));
    const rankings = await rankingsOf(driver);
    expect(Object.keys(rankings).sort()).toEqual(['b', 'c']);
    expect(partnersIn(rankings.b)).toContain('a');
  });

  it('has its training samples drawn again under the same ids', async () => {
    const options = matchOptions(driver, blobs);
    const shapes = { a: {}, b: { bpm: 118 }, c: { bpm: 121 }, far: { bpm: 170, tonic: 6 } };
    for (const [id, shape] of Object.entries(shapes)) await put(id, shape);
    await driver.settle(matchTopologies(options));
    const before = (await driver.table('training-samples')).map(({ key }) => key);
    await put('a', { bpm: 119 });
    await driver.settle(matchTopologies(options));
    const after = await driver.table('training-samples');
    expect(after.map(({ key }) => key).sort()).toEqual(before.sort());
    const matched = after.filter(
      ({ json }) => (json as { recipe: { seedClipId: string; condition: string } }).recipe.seedClipId === 'a',
    );
    for (const { json } of matched) {
      const { recipe } = json as {
        recipe: { condition: string; parts: { stretch: number; clipId: string }[] };
      };
      if (recipe.condition === 'matched')
        for (const { stretch, clipId } of recipe.parts.slice(1))
          expect(stretch).toBeCloseTo(119 / { b: 118, c: 121 }[clipId]!, 9);
    }
    expect(matched).toHaveLength(3);
  });
});

it('a clip is noticed by more seeds than one query returns', async () => {
  const options = matchOptions(driver, blobs, { scorers: holdScorer(plainScorer()) });
  const one = await storedClip('one', {}, blobs);
  const seeds = Array.from({ length: 530 }, (_, n) => {
    const clipId = `seed ${String(n).padStart(3, '0')}`;
    return { ...one, clipId, trackId: clipId, supplies: { vocal: true, harmonic: false, percussion: false } };
  });
  for (const seed of seeds) {
    await driver.catalogue.putClip(seed);
    await driver.catalogue.putSeedState(seedState(seed.clipId, { scorer: termsNow(options) }));
  }
  await put('instrumental', { vocal: false });
  await driver.settle(matchTopologies(options));
  const rankings = Object.values(await rankingsOf(driver));
  expect(rankings).toHaveLength(530);
  expect(rankings.every(({ mashups }) => mashups.length === 1)).toBe(true);
});
