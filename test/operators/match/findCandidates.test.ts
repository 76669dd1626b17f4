import { describe, expect, it } from 'vitest';
import { lostBlob } from '../../../src/domain/lostBlob.js';
import { PipelineError } from '../../../src/errors.js';
import type { Rerank } from '../../../src/domain/rerank.js';
import { searchRule } from '../../../src/mashability/conditions/matchRule.js';
import { findCandidates, type Candidates } from '../../../src/operators/match/findCandidates.js';
import { termsNow, type MatchOptions } from '../../../src/operators/match/matchOptions.js';
import { holdScorer } from '../../../src/adapters/shared/holdScorer.js';
import type { Scorer } from '../../../src/ports/scorer.js';
import type { SeedState } from '../../../src/ports/seedState.js';
import { seedState } from '../../support/seedState.js';
import { matchWorld } from '../../support/matchWorld.js';
import { through } from '../../support/through.js';

const world = matchWorld();
const request = (changes: Partial<Rerank> = {}): Rerank => ({
  schema: 1,
  seedClipId: 'seed',
  why: 'new-seed',
  ...changes,
});

/** `offset`: where the request lies; the log ends at 100. */
async function search(
  { offset = 0, ...changes }: Partial<Rerank> & { readonly offset?: number } = {},
  options: Partial<MatchOptions> = {},
): Promise<Candidates[]> {
  const asked = request(changes);
  const place = { offset, end: () => 100 };
  const { values, errors } = await through(
    findCandidates({ ...world(), ...options }),
    asked,
    asked.seedClipId,
    place,
  );
  if (errors.length > 0) throw errors[0];
  return values.flatMap((found) => (found.kind === 'candidates' ? [found] : []));
}

/** Seeds to be withdrawn. */
async function withdrawn(asked: Rerank | null, key = 'seed'): Promise<string[]> {
  const { values, errors } = await through(findCandidates(world()), asked, key);
  if (errors.length > 0) throw errors[0];
  return values.map((found) => (found.kind === 'withdrawn' ? found.seedClipId : 'none'));
}
const names = ({ parts }: Candidates['harmonic']): string[] => parts.map(({ clip }) => clip.clipId);

const state = (changes: Partial<SeedState> = {}): SeedState =>
  seedState('seed', { scorer: termsNow(world()), ...changes });

describe('findCandidates', () => {
  it('keeps the best of each role, best first, ties by id, and the score that a further one must reach', async () => {
    Object.assign(world().worth, { a: 3, b: 5, c: 4, far: 9 });
    await world().enter({ seed: {}, a: {}, b: {}, c: {}, far: { tonic: 6 } });
    const [found] = await search();
    expect(names(found.harmonic)).toEqual(['b', 'c']);
    expect(names(found.percussion)).toEqual(['far', 'b']);
    expect([found.harmonic.threshold, found.percussion.threshold]).toEqual([4, 5]);
    expect(found).toMatchObject({ seed: { clipId: 'seed' }, why: 'new-seed', sampled: 0 });
    Object.assign(world().worth, { a: 5, b: 5, c: 5 });
    expect(names((await search())[0].harmonic)).toEqual(['a', 'b']);
  });

  it('finds partners in half and double time where the rule lets them play so', async () => {
    await world().enter({ seed: { bpm: 130 }, half: { bpm: 66 }, double: { bpm: 250 }, far: { bpm: 95 } });
    const rule = searchRule({ maxShift: 3, maxStretch: 0.12 });
    expect(names((await search({}, { rule }))[0].percussion).sort()).toEqual(['double', 'half']);
    expect(names((await search())[0].percussion)).toEqual([]);
  });

  it('asks for no score while there is room', async () => {
    await world().enter({ seed: {}, a: {} });
    const [{ harmonic }] = await search();
    expect([names(harmonic), harmonic.threshold]).toEqual([['a'], null]);
  });

  it('finds no partners for a voice that seldom sings, unless doubtful clips are asked for', async () => {
    await world().enter({ seed: { sungShare: 0.4 }, a: {} });
    expect((await search()).map(({ harmonic }) => names(harmonic))).toEqual([[]]);
    expect((await search({}, { useDoubtful: true })).map(({ harmonic }) => names(harmonic))).toEqual([['a']]);
  });

  it('leaves out the same recording under another hash', async () => {
    await world().enter({
      seed: { artist: 'A', title: 'T' },
      copy: { artist: 'a', title: 'T!' },
      good: {},
    });
    expect(names((await search())[0].percussion)).toEqual(['good']);
  });

  it('meets all requests that lay in the log when it began', async () => {
    await world().enter({ seed: {}, a: {} });
    expect((await search())[0].revision).toBe(100);
  });

  it('leaves a ranking on newer terms alone, and says that something was missed; not one on older terms', async () => {
    await world().enter({ seed: {}, a: {} });
    const newer = state({ scorer: 'newer', order: 7, sampled: 1 });
    await world().catalogue.putSeedState(newer);
    const orders = {
      orderOf: (terms: string) => (terms === termsNow(world()) ? 6 : 7),
      newest: () => 'newer',
    };
    expect(await search({}, { terms: orders })).toEqual([]);
    expect(await world().catalogue.getSeedState('seed')).toEqual({ ...newer, missed: true });
    expect(await search({}, { terms: { ...orders, orderOf: () => 8 } })).toHaveLength(1);
  });

  it('goes by no state of another life of the topic, whose offsets lay beyond the end', async () => {
    await world().enter({ seed: {}, a: {} });
    await world().catalogue.putSeedState(state({ revision: 101 }));
    expect(await search({ offset: 3 })).toHaveLength(1);
    expect(await world().catalogue.getSeedState('seed')).toBeUndefined();
  });

  it('has nothing to do for a request that a ranking on the same terms has met', async () => {
    await world().enter({ seed: {}, a: {} });
    const { digest = '' } = await world().clip('seed');
    await world().catalogue.putSeedState(state({ digest, revision: 3, sampled: 2 }));
    expect(await search({ offset: 2 })).toEqual([]);
    expect(await search({ offset: 3 })).toMatchObject([{ sampled: 2 }]);
    // Corrected since: the samples that have left say what does not hold any more.
    await world().enter({ seed: { bpm: 121 } });
    expect(await search({ offset: 9 })).toMatchObject([{ sampled: 0 }]);
    // At drain the samples leave, so the seed is looked at whatever was ranked.
    expect(await search({ offset: 2, why: 'drain' })).toHaveLength(1);
    expect(await search({ offset: 2 }, { shortlist: 3 })).toHaveLength(1);
  });

  it('withdraws a seed that is gone or has no voice, asked for or not', async () => {
    await world().enter({ seed: { vocal: false }, a: {} });
    expect(await withdrawn(request())).toEqual(['seed']);
    expect(await withdrawn(request({ seedClipId: 'gone' }), 'gone')).toEqual(['gone']);
    expect(await withdrawn(null, 'gone')).toEqual(['gone']);
    // It has come back: its own request follows.
    expect(await withdrawn(null, 'a')).toEqual([]);
  });

  it('takes parts as far as the rule lets them be moved', async () => {
    await world().enter({ seed: { bpm: 100 }, near: { bpm: 110, tonic: 10 }, far: { bpm: 115, tonic: 9 } });
    const found = async (maxShift: number, maxStretch: number): Promise<unknown> => {
      const [{ harmonic, percussion }] = await search({}, { rule: { maxShift, maxStretch } });
      return [names(harmonic).sort(), names(percussion).sort()];
    };
    expect(await found(3, 0.2)).toEqual([
      ['far', 'near'],
      ['far', 'near'],
    ]);
    expect(await found(2, 0.2)).toEqual([['near'], ['far', 'near']]);
    expect(await found(3, 0.12)).toEqual([['near'], ['near']]);
    expect(await found(1, 0.05)).toEqual([[], []]);
  });

  it('searches again where a part goes while it is looked at; what is damaged stays damaged', async () => {
    await world().enter({ seed: {}, a: {}, b: {} });
    const { catalogue, scorer } = world();
    const gone = await world().clip('a');
    let tries = 0;
    const losing = (goes: boolean): Scorer => ({
      ...scorer,
      preScore: async (pairs) => {
        tries += 1;
        if (pairs.some(({ clip }) => clip.clipId === 'a')) {
          if (goes) await catalogue.removeClip('a');
          throw lostBlob(new PipelineError('not-found', 'no file'), gone);
        }
        return scorer.preScore(pairs);
      },
    });
    await expect(search({}, { scorers: holdScorer(losing(false)) })).rejects.toMatchObject({
      code: 'corrupt-blob',
    });
    expect(tries).toBe(1);
    const [{ harmonic }] = await search({}, { scorers: holdScorer(losing(true)) });
    expect(names(harmonic)).toEqual(['b']);
  });

  it('finds no parts for a seed that cannot be trusted, unless asked to; never for an unknown meter', async () => {
    await world().enter({ seed: { trusted: false }, none: { meter: null }, a: {}, odd: { meter: null } });
    const parts = async (seedClipId: string, useDoubtful: boolean): Promise<number[]> =>
      (await search({ seedClipId }, { useDoubtful })).map(({ harmonic }) => harmonic.parts.length);
    expect(await parts('seed', false)).toEqual([0]);
    expect(await parts('seed', true)).toEqual([1]);
    expect(await parts('none', true)).toEqual([0]);
  });
});

describe('termsNow', () => {
  it('differs with everything that makes rankings differ, and with nothing else', () => {
    const plain = termsNow(world());
    const changed: Partial<MatchOptions>[] = [
      { scorers: holdScorer({ ...world().scorer, name: 'other' }) },
      { scorers: holdScorer({ ...world().scorer, version: '2' }) },
      { shortlist: 3 },
      { rankingSize: 11 },
      { useDoubtful: true },
      { rule: { maxShift: 2, maxStretch: 0.2 } },
      { rule: { maxShift: 3, maxStretch: 0.1 } },
    ];
    const all = [plain, ...changed.map((change) => termsNow({ ...world(), ...change }))];
    expect(new Set(all).size).toBe(all.length);
    const same: Partial<MatchOptions>[] = [{ runSeed: '2' }, { enoughPartners: 5 }, { concurrency: 3 }];
    for (const change of same) expect(termsNow({ ...world(), ...change })).toBe(plain);
  });
});
