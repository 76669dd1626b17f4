import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileBlobStore } from '../../src/adapters/files/fileBlobStore.js';
import { holdScorer } from '../../src/adapters/shared/holdScorer.js';
import { featureStore } from '../../src/adapters/features/featureStore.js';
import { amuScorer } from '../../src/adapters/rules/amuScorer.js';
import { fitScorer } from '../../src/adapters/rules/fitScorer.js';
import { leeScorer } from '../../src/adapters/rules/leeScorer.js';
import type { Clip } from '../../src/domain/clip.js';
import { randomFrom } from '../../src/domain/random.js';
import { searchRule } from '../../src/mashability/conditions/matchRule.js';
import { rankingSchema, type Ranking } from '../../src/domain/mashup.js';
import { sampleSchema, type Sample } from '../../src/domain/learning/sample.js';
import { termsNow, type MatchOptions } from '../../src/operators/match/matchOptions.js';
import type { BlobStore } from '../../src/ports/blobStore.js';
import { matchTopologies } from '../../src/topologies/match.js';
import { storedClip, type ClipShape } from '../support/clips.js';
import { matchOptions } from '../support/matchOptions.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import { topologyDriver, type TopologyDriver } from '../support/topologyDriver.js';

let blobs: BlobStore;
let drivers: TopologyDriver[] = [];

const directory = temporaryDirectory();
beforeEach(() => {
  blobs = fileBlobStore(directory());
});
afterEach(async () => {
  for (const driver of drivers) await driver.close();
  drivers = [];
});

const newDriver = (): TopologyDriver => {
  const driver = topologyDriver();
  drivers.push(driver);
  return driver;
};

const optionsOf = (driver: TopologyDriver, changes: Partial<MatchOptions> = {}): MatchOptions =>
  matchOptions(driver, blobs, changes);

/** Enters clips one by one, in order, and settles after each (or at the end). */
async function arrive(
  driver: TopologyDriver,
  clips: readonly Clip[],
  options = optionsOf(driver),
): Promise<void> {
  for (const clip of clips) {
    await driver.catalogue.putClip(clip);
    await driver.publish('clips', clip.clipId, clip);
  }
  await driver.settle(matchTopologies(options));
}

async function rankings(driver: TopologyDriver): Promise<Record<string, Ranking>> {
  const records = await driver.table('mashups');
  return Object.fromEntries(records.map(({ key, json }) => [key, rankingSchema.parse(json)]));
}

const samplesOf = async (driver: TopologyDriver): Promise<Sample[]> =>
  (await driver.table('training-samples')).map(({ json }) => sampleSchema.parse(json));

const make = (shapes: Record<string, ClipShape>): Promise<Clip[]> =>
  Promise.all(Object.entries(shapes).map(([id, shape]) => storedClip(id, shape, blobs)));

const partnersIn = (ranking: Ranking): string[] => [
  ...new Set(
    ranking.mashups.flatMap(({ parts }) =>
      parts.filter(({ role }) => role !== 'vocal').map(({ clipId }) => clipId),
    ),
  ),
];

describe('match', () => {
  it('ranks every pair of partners that meet the rules, best first, described in full', async () => {
    const driver = newDriver();
    const clips = await make({
      a: { bpm: 120, tonic: 0 },
      b: { bpm: 126, tonic: 2 },
      c: { bpm: 110, tonic: 9, mode: 'minor' },
    });
    const amu = holdScorer(amuScorer(featureStore(blobs)));
    await arrive(driver, clips, optionsOf(driver, { scorers: amu }));
    const all = await rankings(driver);
    expect(Object.keys(all).sort()).toEqual(['a', 'b', 'c']);
    const { mashups } = all.a;
    expect(mashups).toHaveLength(4);
    expect(mashups.map(({ score }) => score)).toEqual(
      mashups.map(({ score }) => score).sort((x, y) => y - x),
    );
    for (const mashup of mashups) {
      expect(mashup.axes.harmonic + 0.2 * mashup.axes.rhythmic + 0.2 * mashup.axes.spectral).toBeCloseTo(
        mashup.score,
        6,
      );
      expect(mashup.bars).toBe(16);
      expect(mashup.parts.map(({ role }) => role)).toEqual(['vocal', 'harmonic', 'percussion']);
      const [vocal, harmonic, percussion] = mashup.parts;
      const clip = clips.find(({ clipId }) => clipId === harmonic.clipId)!;
      expect(vocal).toMatchObject({ clipId: 'a', shift: 0, warp: false, stretch: 1 });
      expect(Math.abs(harmonic.shift)).toBeLessThanOrEqual(3);
      expect(harmonic.stretch).toBeCloseTo(120 / clip.grid.bpm, 9);
      expect(percussion.shift).toBe(0);
    }
  });

  it('keeps to the rules: tempo, key, meter, trust, and no part of the vocal’s own recording', async () => {
    const driver = newDriver();
    await arrive(
      driver,
      await make({
        seed: { bpm: 120, tonic: 0, artist: 'Ann', title: 'Song' },
        sameTrack: { trackId: 'track-seed' },
        sameTitle: { artist: 'ANN', title: 'song' },
        slow: { bpm: 90 },
        fast: { bpm: 151 },
        waltz: { meter: 3 },
        unknownMeter: { meter: null },
        doubtful: { trusted: false },
        farKey: { tonic: 6 },
        good: { bpm: 118, tonic: 3 },
      }),
    );
    const { seed } = await rankings(driver);
    const harmonics = new Set(seed.mashups.map(({ parts }) => parts[1].clipId));
    expect([...harmonics]).toEqual(['good']);
    // Drums have no key.
    expect(partnersIn(seed).sort()).toEqual(['farKey', 'good']);
  });

  it('says so when a seed has no partner', async () => {
    const driver = newDriver();
    await arrive(driver, await make({ alone: { bpm: 90 }, other: { bpm: 140 } }));
    expect((await rankings(driver)).alone.mashups).toEqual([]);
  });

  it('comes to the same rankings whatever the order of arrival, all at once or one by one', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const clips = await make(
      Object.fromEntries(names.map((name, i) => [name, { bpm: 115 + i, tonic: i % 3 }])),
    );
    const reference = newDriver();
    await arrive(reference, clips);
    const expected = await rankings(reference);
    const plain = (all: Record<string, Ranking>): unknown =>
      Object.fromEntries(Object.entries(all).map(([key, { mashups }]) => [key, mashups]));
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(clips, { minLength: clips.length }),
        fc.nat(6),
        async (order, cut) => {
          const driver = newDriver();
          await arrive(driver, order.slice(0, cut));
          await arrive(driver, order.slice(cut));
          expect(plain(await rankings(driver))).toEqual(plain(expected));
        },
      ),
      { numRuns: 8 },
    );
  });

  it('does not rank a seed again for a clip that does not enter its shortlist', async () => {
    const driver = newDriver();
    const names = Array.from({ length: 10 }, (_, i) => `clip${i}`);
    const clips = await make(Object.fromEntries(names.map((name) => [name, {}])));
    await arrive(driver, clips);
    const before = await rankings(driver);
    const [late] = await make({ late: {} });
    await arrive(driver, [late]);
    const after = await rankings(driver);
    const renewed = names.filter((name) => after[name].revision > before[name].revision);
    const holding = names.filter((name) => partnersIn(after[name]).includes('late'));
    expect(renewed.sort()).toEqual(holding.sort());
    expect(renewed.length).toBeLessThan(names.length);
  });

  it('ranks again without a partner that is removed', async () => {
    const driver = newDriver();
    const clips = await make({ a: {}, b: {}, c: {} });
    await arrive(driver, clips);
    await driver.catalogue.removeTrack('track-b');
    await driver.publish('clips', 'b', null);
    await driver.settle(matchTopologies(optionsOf(driver)));
    expect(partnersIn((await rankings(driver)).a)).toEqual(['c']);
  });

  it('ranks again with another scorer when asked', async () => {
    const driver = newDriver();
    await arrive(driver, await make({ a: {}, b: {}, c: {} }));
    const options = optionsOf(driver, { scorers: holdScorer(leeScorer(featureStore(blobs))) });
    expect((await driver.catalogue.seedsOverdue(termsNow(options), { limit: 9 })).length).toBe(3);
    await driver.publish('rerank', 'a', { schema: 1, seedClipId: 'a', why: 'settings' });
    await driver.settle(matchTopologies(options));
    const { a } = await rankings(driver);
    expect(a.scorer.name).toBe('lee');
    for (const { score, axes } of a.mashups)
      expect(axes.harmonic * axes.texture + axes.tempo).toBeCloseTo(score, 9);
  });

  it('the key opens the door and the fit chooses the shift', async () => {
    const driver = newDriver();
    const random = randomFrom('a melody');
    const melody = Float32Array.from({ length: 64 * 12 }, () => random.next());
    const up = (semitones: number): Float32Array =>
      melody.map((_, i) => melody[i - (i % 12) + (((i % 12) - semitones + 12) % 12)]);
    const clips = await make({
      a: { chroma: { vocal: melody } },
      higher: { chroma: { harmonic: up(2) } },
      lower: { tonic: 2, chroma: { harmonic: up(-3) } },
      fifth: { tonic: 7, chroma: { harmonic: up(1) } },
    });
    const rule = searchRule({ maxShift: 3, maxStretch: 0.2 });
    const fit = holdScorer(fitScorer(featureStore(blobs)));
    await arrive(driver, clips, optionsOf(driver, { scorers: fit, rule }));
    const { a } = await rankings(driver);
    expect(a.scorer.name).toBe('fit');
    const heard = new Map(a.mashups.map(({ parts: [, { clipId, shift }] }) => [clipId, shift]));
    expect(Object.fromEntries(heard)).toEqual({ higher: -2, lower: 3, fifth: -1 });
    for (const { axes } of a.mashups) expect(axes.harmonic).toBeGreaterThan(0.9);
    expect(new Set(a.mashups.map(({ mashupId }) => mashupId)).size).toBe(a.mashups.length);
  });

  it('lets a voice have its samples that has partners too far for its ranking', async () => {
    const driver = newDriver();
    const options = optionsOf(driver, { rule: { maxShift: 3, maxStretch: 0.05 }, enoughPartners: 1 });
    await arrive(driver, await make({ a: {}, b: { bpm: 110 }, far: { bpm: 170, tonic: 6 } }), options);
    expect(partnersIn((await rankings(driver)).a)).toEqual([]);
    expect((await samplesOf(driver)).map(({ recipe }) => recipe.seedClipId)).toContain('a');
  });

  it('sends the three samples of a seed together, once, when it has enough partners or at drain', async () => {
    const driver = newDriver();
    const shapes = { a: {}, b: { bpm: 118 }, far: { bpm: 170, tonic: 6 } };
    await arrive(driver, await make(shapes));
    expect(await samplesOf(driver)).toEqual([]);
    await driver.publish('rerank', 'a', { schema: 1, seedClipId: 'a', why: 'drain' });
    await driver.settle(matchTopologies(optionsOf(driver)));
    const samples = await samplesOf(driver);
    expect(samples.map(({ label }) => label).sort()).toEqual(['negative', 'positive', 'unlabelled']);
    expect(new Set(samples.map(({ recipe }) => recipe.seedClipId))).toEqual(new Set(['a']));
    await driver.publish('rerank', 'a', { schema: 1, seedClipId: 'a', why: 'drain' });
    await driver.settle(matchTopologies(optionsOf(driver)));
    expect(await samplesOf(driver)).toHaveLength(3);
  });
});
