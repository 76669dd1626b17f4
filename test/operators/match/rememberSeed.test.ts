import { describe, expect, it } from 'vitest';
import { pipe } from 'rxjs';
import { digestOf } from '../../../src/domain/clip.js';
import type { Rerank } from '../../../src/domain/rerank.js';
import { announce, type Announced } from '../../../src/operators/match/announce.js';
import { collectSamples } from '../../../src/operators/match/collectSamples.js';
import { findCandidates, type Candidates } from '../../../src/operators/match/findCandidates.js';
import { termsNow } from '../../../src/operators/match/matchOptions.js';
import { rank } from '../../../src/operators/match/rank.js';
import { rememberSeed } from '../../../src/operators/match/rememberSeed.js';
import { score } from '../../../src/operators/match/score.js';
import type { Stage } from '../../../src/operators/stream/stage.js';
import type { SeedState } from '../../../src/ports/seedState.js';
import { matchWorld } from '../../support/matchWorld.js';
import { seedState } from '../../support/seedState.js';
import { through } from '../../support/through.js';

const world = matchWorld();

/** A ranking of the seed, as it stands when it has been written. The log ended at `end` when its search began. */
async function written(end = 5): Promise<Announced> {
  const options = world();
  const candidates = findCandidates(options) as Stage<Rerank, Candidates>; // the seed is not withdrawn
  const stages = pipe(candidates, score(options), rank(options), collectSamples(options), announce(options));
  const request: Rerank = { schema: 1, seedClipId: 'seed', why: 'new-seed' };
  const { values, errors } = await through(stages, request, 'seed', { offset: end - 1, end: () => end });
  if (errors.length > 0) throw errors[0];
  return values[0];
}

/** Remembers it; the reasons of what is asked for. */
async function remember(announced: Announced): Promise<readonly string[]> {
  const { values, errors } = await through(rememberSeed(world()), announced);
  if (errors.length > 0) throw errors[0];
  return values[0].outputs.map(({ topic, key, value }) => `${topic} ${key} ${(value as Rerank).why}`);
}
const again = ['rerank seed changed'];
const state = (): Promise<SeedState | undefined> => world().catalogue.getSeedState('seed');

describe('rememberSeed', () => {
  it('remembers what the ranking was made of, by which terms, and which requests it met', async () => {
    Object.assign(world().worth, { a: 3, b: 2, c: 1 });
    await world().enter({ seed: {}, a: {}, b: {}, c: {} });
    expect(await remember(await written(7))).toEqual([]);
    const stamp = async (clipId: string) => ({ clipId, digest: digestOf(await world().clip(clipId)) });
    expect(await state()).toMatchObject({
      ...{ seedClipId: 'seed', digest: (await stamp('seed')).digest, scorer: termsNow(world()), revision: 7 },
      thresholds: { harmonic: 2, percussion: 2 },
      shortlist: [await stamp('a'), await stamp('b')],
      ...{ sampled: 0, cut: false, missed: false, best: 3.3 },
    });
  });

  it('remembers whether samples have left, now or before', async () => {
    await world().enter({ seed: {}, a: {}, wrong: { tonic: 6 } });
    const announced = await written();
    expect(announced.samples).toHaveLength(3);
    await remember(announced);
    expect(await state()).toMatchObject({ sampled: 1 });
    const next = await written(6);
    expect([next.samples.length, next.sampled]).toEqual([0, 1]);
    await remember(next);
    expect(await state()).toMatchObject({ sampled: 1, revision: 6 });
  });

  it('asks again where a clip has come that would enter, not where it would not', async () => {
    Object.assign(world().worth, { a: 3, b: 2, bad: 1, good: 4 });
    await world().enter({ seed: {}, a: {}, b: {} });
    const announced = await written();
    await world().enter({ bad: {}, far: { bpm: 180 } });
    expect(await remember(announced)).toEqual([]);
    await world().enter({ good: {} });
    expect(await remember(announced)).toEqual(again);
    // The next ranking has seen it.
    expect(await remember(await written(9))).toEqual([]);
  });

  it('asks again where there was room', async () => {
    await world().enter({ seed: {}, a: {} });
    const announced = await written();
    await world().enter({ b: {} });
    expect(await remember(announced)).toEqual(again);
  });

  it('asks again where a clip of its shortlists went or was corrected; the same once more is nothing new', async () => {
    Object.assign(world().worth, { a: 3, b: 2, c: 1 });
    await world().enter({ seed: {}, a: {}, b: {}, c: {} });
    const announced = await written();
    await world().enter({ a: {} });
    await world().catalogue.removeClip('c');
    expect(await remember(announced)).toEqual([]);
    await world().enter({ a: { bpm: 121 } });
    expect(await remember(announced)).toEqual(again);
    const other = await written(6);
    await world().catalogue.removeClip('b');
    expect(await remember(other)).toEqual(again);
  });

  it('asks again where a newer ranking was remembered before this one was written, and leaves that', async () => {
    await world().enter({ seed: {}, a: {} });
    const late = await written(5);
    const newer = seedState('seed', { scorer: termsNow(world()), revision: 6 });
    await world().catalogue.putSeedState(newer);
    expect(await remember(late)).toEqual(again);
    expect(await state()).toEqual(newer);
    const other = seedState('seed', { scorer: 'newer terms', order: 1 });
    await world().catalogue.putSeedState(other);
    expect(await remember(late)).toEqual(again);
    expect(await state()).toEqual(other);
  });
});
