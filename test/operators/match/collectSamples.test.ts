import { describe, expect, it } from 'vitest';
import { pipe } from 'rxjs';
import { digestOf } from '../../../src/domain/clip.js';
import { sampleIdOf } from '../../../src/domain/ids.js';
import { sampleSchema, type Sample } from '../../../src/domain/learning/sample.js';
import { collectSamples } from '../../../src/operators/match/collectSamples.js';
import { findCandidates, type Candidates } from '../../../src/operators/match/findCandidates.js';
import { termsNow, type MatchOptions } from '../../../src/operators/match/matchOptions.js';
import { isRoundDue } from '../../../src/operators/match/isRoundDue.js';
import { rank } from '../../../src/operators/match/rank.js';
import { score } from '../../../src/operators/match/score.js';
import type { Stage } from '../../../src/operators/stream/stage.js';
import type { Rerank } from '../../../src/domain/rerank.js';
import type { ClipShape } from '../../support/clips.js';
import { seedState } from '../../support/seedState.js';
import { matchWorld } from '../../support/matchWorld.js';
import { through } from '../../support/through.js';

const world = matchWorld();

async function samples(
  changes: Partial<MatchOptions> = {},
  why: Rerank['why'] = 'new-partner',
): Promise<readonly Sample[]> {
  const options = { ...world(), ...changes };
  const candidates = findCandidates(options) as Stage<Rerank, Candidates>; // none of these seeds is withdrawn
  const stages = pipe(candidates, score(options), rank(options), collectSamples(options));
  const request: Rerank = { schema: 1, seedClipId: 'seed', why };
  const { values, errors } = await through(stages, request, 'seed');
  if (errors.length > 0) throw errors[0];
  return values[0].samples;
}

/** Partners a and b, and clips that clash: in key, in tempo, in both. */
const catalogue: Record<string, ClipShape> = {
  seed: {},
  a: { bpm: 118, tonic: 2 },
  b: { bpm: 125, tonic: 11 },
  wrongKey: { tonic: 6 },
  wrongTempo: { bpm: 107 },
  wrong: { bpm: 107, tonic: 6 },
};

describe('collectSamples', () => {
  it('draws the three together, described in full, each with its label', async () => {
    await world().enter(catalogue);
    const drawn = await samples();
    expect(drawn.map((sample) => sampleSchema.parse(sample))).toEqual(drawn);
    const [original, matched, unmatched] = drawn;
    expect([original.recipe.condition, original.label]).toEqual(['original', 'positive']);
    expect([matched.recipe.condition, matched.label]).toEqual(['matched', 'unlabelled']);
    expect(unmatched.recipe.condition).toMatch(/^unmatched-/);
    expect(unmatched.label).toBe('negative');
    for (const { sampleId, recipe, ordinal, digests } of drawn) {
      // One id for all kinds of unmatched: drawn again after a crash, the three stay three.
      expect(sampleId).toBe(sampleIdOf('seed', recipe.condition.split('-')[0], 0));
      expect(ordinal).toBe(0);
      const clips = await Promise.all(recipe.parts.map(({ clipId }) => world().clip(clipId)));
      expect(digests).toEqual(Object.fromEntries(clips.map((clip) => [clip.clipId, clip.digest])));
      expect(recipe.seedClipId).toBe('seed');
      expect(recipe.parts.map(({ role }) => role)).toEqual(['vocal', 'harmonic', 'percussion']);
      expect(recipe.bars).toBeGreaterThanOrEqual(14);
    }
    expect(matched.recipe.parts[1].clipId).not.toBe('seed');
    expect(drawn.every(({ runSeed, featuresVersion }) => runSeed === '1' && featuresVersion === 'test')).toBe(
      true,
    );
  });

  it('draws the same for the same run seed, whenever; others for others', async () => {
    await world().enter(catalogue);
    const first = await samples();
    expect(await samples({}, 'drain')).toEqual(first);
    const others = await Promise.all(['2', '3', '4', '5'].map((runSeed) => samples({ runSeed })));
    const recipes = [first, ...others].map((drawn) => JSON.stringify(drawn.map(({ recipe }) => recipe)));
    expect(new Set(recipes).size).toBeGreaterThan(1);
  });

  it('draws the matched parts among all partners, not among the best only', async () => {
    await world().enter({ ...catalogue, c: {}, d: {}, e: {} });
    Object.assign(world().worth, { a: 9 });
    const seen = new Set<string>();
    for (let seed = 0; seed < 40; seed++)
      for (const { clipId } of (await samples({ shortlist: 1, runSeed: `${seed}` }))[1].recipe.parts)
        seen.add(clipId);
    // Any key does for drums.
    for (const clipId of ['a', 'b', 'c', 'd', 'e', 'wrongKey']) expect(seen).toContain(clipId);
  });

  it('waits until there are enough partners of both roles; at drain one of each is enough', async () => {
    await world().enter(catalogue);
    expect(await samples({ enoughPartners: 2 })).toHaveLength(3);
    const three = { enoughPartners: 4, shortlist: 4 };
    expect(await samples(three)).toEqual([]);
    expect(await samples(three, 'drain')).toHaveLength(3);
    expect(await samples(three, 'sweep')).toEqual([]);
    // How many parts are paired in a ranking makes no difference.
    expect(await samples({ enoughPartners: 2, shortlist: 1 })).toHaveLength(3);
  });

  it('draws none where one of the three cannot be drawn, so that the shares stay equal', async () => {
    const { seed, a } = catalogue;
    await world().enter({ seed, a: { ...a, tonic: 0 } });
    expect(await samples()).toEqual([]);
    await world().enter({ wrongKey: { tonic: 6 } });
    expect(await samples()).toHaveLength(3);
  });

  it('draws none around an acapella, which has no original, nor where only doubtful parts match', async () => {
    const doubtful = { useDoubtful: true };
    await world().enter({ seed: {}, a: { trusted: false }, wrongKey: { tonic: 6 } });
    expect(await samples(doubtful, 'drain')).toEqual([]);
    await world().enter({ a: {} });
    expect(await samples(doubtful, 'drain')).toHaveLength(3);
    const seed = await world().clip('seed');
    await world().catalogue.putClip({ ...seed, supplies: { ...seed.supplies, harmonic: false } });
    expect(await samples({}, 'drain')).toEqual([]);
  });

  it('draws in rounds as partners come; each draws the same whenever it is its turn', async () => {
    const more = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`p${n}`, { bpm: 115 + n }]));
    await world().enter({ ...catalogue, ...more });
    const [seed, rounds] = [await world().clip('seed'), await samples()];
    expect(rounds.map(({ ordinal, label }) => `${ordinal} ${label}`)).toEqual(
      [0, 1].flatMap((n) => ['positive', 'unlabelled', 'negative'].map((label) => `${n} ${label}`)),
    );
    expect(new Set(rounds.map(({ sampleId }) => sampleId)).size).toBe(6);
    const left = (sampled: number, digest = digestOf(seed)) =>
      world().catalogue.putSeedState(seedState('seed', { scorer: termsNow(world()), digest, sampled }));
    await left(1);
    expect(await samples()).toEqual(rounds.slice(3));
    await left(2);
    expect(await samples()).toEqual([]);
    expect(await samples({}, 'drain')).toEqual([]);
    // Of a corrected seed they are drawn again.
    await left(2, 'another');
    expect(await samples()).toEqual(rounds);
    await world().enter({ p14: {}, p15: {} });
    await left(2);
    expect((await samples()).map(({ ordinal }) => ordinal)).toEqual([2, 2, 2]);
  });

  it('a further round is due once there are enough partners for it', async () => {
    const four = Object.fromEntries(Array.from({ length: 4 }, (_, n) => [`p${n}`, {}]));
    const [seed] = await world().enter({ ...catalogue, ...four });
    const state = { digest: digestOf(seed), sampled: 1 };
    expect(await isRoundDue(world(), seed, state)).toBe(false);
    await world().enter({ p4: {}, p5: {} });
    expect(await isRoundDue(world(), seed, state)).toBe(true);
    expect(await isRoundDue(world(), seed, { ...state, sampled: 2 })).toBe(false);
    expect(await isRoundDue({ ...world(), enoughPartners: 9 }, seed, state)).toBe(false);
    expect(await isRoundDue(world(), seed, { ...state, digest: 'before' })).toBe(false);
  });

  it('follows the rule of the method, however far the parts of rankings may be moved', async () => {
    await world().enter(catalogue);
    const rule = { maxShift: 0, maxStretch: 0 };
    expect(await samples({ rule })).toEqual(await samples());
    expect(await samples({ rule })).toHaveLength(3);
  });
});
