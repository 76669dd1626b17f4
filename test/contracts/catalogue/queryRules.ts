import { expect } from 'vitest';
import type { Clip } from '../../../src/domain/clip.js';
import type { Catalogue, ClipQuery, ReachRule } from '../../../src/ports/catalogue.js';
import { clipOf } from '../../support/clips.js';
import type { Fixture, Rule } from '../contract.js';
import { all } from './support/all.js';
import { ids } from './support/ids.js';
import { state } from './support/state.js';

/** Single cases of queries and scans. */
export const queryRules: Readonly<Record<string, Rule<Catalogue>>> = {
  'a query agrees with the tempo rule at its very limits': tempoLimits,
  'a query without restrictions gives everything, by id': queryEverything,
  'a query gives at most the limit, and never more than 512': queryLimit,
  'nearness is key and tempo together: a farther key may come first': togetherNear,
  'of equally near clips the first by id come, slower and faster ones, in one key or in any': nearTies,
  'a limit leaves room for all that the tempo rule allows': limitAtTheEdge,
  'an unknown meter matches no meter': unknownMeter,
  'a corrected clip is found where it now belongs': corrected,
  'a scan runs from an id in id order, wrapping round once': scanWraps,
  'all voices that meet a rule are found, page by page': allVoices,
  'a voice in reach comes with what is remembered of it': reachedStates,
};

async function tempoLimits({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  // 96 · 1.2 and 80 · 1.2 are not what division by 1.2 gives back.
  for (const bpm of [96, 80, 100, 120, 115.2, 95.99999, 144.00001])
    await catalogue.putClip(clipOf(`${bpm}`, { bpm }));
  for (const of of [96, 115.2, 120, 144, 76.8, 80, 92.16]) {
    const found = await catalogue.queryClips({ ...all, tempo: { of, low: 0.8, high: 1.2 } });
    const allowed = [96, 80, 100, 120, 115.2, 95.99999, 144.00001].filter(
      (bpm) => of / bpm >= 0.8 && of / bpm <= 1.2,
    );
    expect(ids(found).sort()).toEqual(allowed.map(String).sort());
  }
}

async function queryEverything({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['c', 'a', 'b']) await catalogue.putClip(clipOf(id, { bpm: id === 'a' ? 60 : 180 }));
  expect(ids(await catalogue.queryClips(all))).toEqual(['a', 'b', 'c']);
}

async function queryLimit({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (let n = 0; n < 520; n += 1) await catalogue.putClip(clipOf(`clip ${String(n).padStart(3, '0')}`));
  expect(await catalogue.queryClips({ ...all, limit: 100_000 })).toHaveLength(512);
  expect(ids(await catalogue.queryClips({ ...all, limit: 2 }))).toEqual(['clip 000', 'clip 001']);
}

async function togetherNear({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  // Each by how many semitones and how far in the logarithm of its tempo: 0.103, 0.12, 0.167, 0.18 and 0.25 in all.
  const clips = { b: [1, 0.02], a: [0, 0.12], d: [2, 0], c: [0, -0.18], e: [3, 0] } as const;
  for (const [id, [tonic, apart]] of Object.entries(clips))
    await catalogue.putClip(clipOf(id, { tonic, bpm: 120 * Math.exp(apart) }));
  const query = {
    ...{ ...all, key: { of: clipOf('any').key, semitones: 3 } },
    tempo: { of: 120, low: 0.8, high: 1.25 },
  };
  for (const limit of [1, 2, 3, 4, 5])
    expect(ids(await catalogue.queryClips({ ...query, limit }))).toEqual(Object.keys(clips).slice(0, limit));
}

/** Ids in the order of their bytes, which is not that of their UTF-16. */
const tied = ['A', 'a', 'b', 'ｚ', '𝄞'];

async function nearTies({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const bpm of [100, 120])
    for (const id of [...tied].reverse()) await catalogue.putClip(clipOf(`${bpm}${id}`, { bpm }));
  const key = { of: clipOf('any').key, semitones: 0 };
  for (const asked of [{}, { key }])
    for (const limit of [1, 2, 4, 5])
      for (const [of, bpm] of [
        [105, 100],
        [115, 120],
      ]) {
        const found = await catalogue.queryStamps({
          ...{ ...all, ...asked, limit },
          tempo: { of, low: 0.5, high: 2 },
        });
        expect(found.map(({ clipId }) => clipId)).toEqual(tied.slice(0, limit).map((id) => `${bpm}${id}`));
      }
}

async function limitAtTheEdge({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  // Two tempi with one logarithm in 10⁻⁹, of which the rule allows the second alone.
  const [out, within] = [150 * (1 + 2e-10), 150];
  for (const [id, bpm] of [
    ['a', out],
    ['b', out],
    ['c', within],
    ['d', within],
  ] as const)
    await catalogue.putClip(clipOf(id, { bpm }));
  const tempo = { of: 120, low: 0.8, high: 1.2 };
  expect(ids(await catalogue.queryClips({ ...all, tempo, limit: 2 }))).toEqual(['c', 'd']);
  expect(await catalogue.seedsInReach({ trustedOnly: false, tempo }, { limit: 2 })).toHaveLength(2);
}

async function unknownMeter({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  await catalogue.putClip(clipOf('known', { meter: 3 }));
  await catalogue.putClip(clipOf('unknown', { meter: null }));
  expect(ids(await catalogue.queryClips({ ...all, meter: 3 }))).toEqual(['known']);
  expect(ids(await catalogue.queryClips(all))).toEqual(['known', 'unknown']);
}

async function corrected({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  const at = (of: number): ClipQuery => ({ ...all, tempo: { of, low: 0.9, high: 1.1 } });
  await catalogue.putClip(clipOf('a', { bpm: 75 }));
  await catalogue.putClip(clipOf('a', { bpm: 150 }));
  expect(await catalogue.queryClips(at(75))).toEqual([]);
  expect(await catalogue.queryClips(at(150))).toHaveLength(1);
}

async function scanWraps({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (const id of ['b', 'd', 'a', 'c']) await catalogue.putClip(clipOf(id));
  expect(ids(await catalogue.scanClips('c', 3))).toEqual(['c', 'd', 'a']);
  expect(ids(await catalogue.scanClips('bb', 10))).toEqual(['c', 'd', 'a', 'b']);
  expect(ids(await catalogue.scanClips('zzz', 2))).toEqual(['a', 'b']);
}

async function allVoices({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  for (let n = 0; n < 520; n += 1)
    await catalogue.putClip(clipOf(`clip ${String(n).padStart(3, '0')}`, { bpm: 120 + (n % 2) * 40 }));
  const found = async (rule: ReachRule): Promise<string[]> => {
    const all: string[] = [];
    let after: Clip | undefined;
    do {
      const page = await catalogue.seedsInReach(rule, { after, limit: 100 });
      expect(page.length).toBeLessThanOrEqual(100);
      all.push(...page.map(({ clip }) => clip.clipId));
      after = page.at(-1)?.clip;
    } while (after);
    return all;
  };
  const every = await found({ trustedOnly: true });
  expect(every).toHaveLength(520);
  expect(new Set(every).size).toBe(520);
  const tempo = { of: 120, low: 0.8, high: 1.2 };
  expect(await found({ trustedOnly: true, tempo })).toHaveLength(260);
}

async function reachedStates({ open }: Fixture<Catalogue>) {
  const catalogue = await open();
  const [known, fresh] = [clipOf('known', { bpm: 100 }), clipOf('fresh', { bpm: 110 })];
  for (const clip of [known, fresh]) await catalogue.putClip(clip);
  const { scorer, thresholds } = state('known');
  await catalogue.putSeedState(state('known'));
  expect(await catalogue.seedsInReach({ trustedOnly: true }, { limit: 10 })).toEqual([
    { clip: known, state: { scorer, thresholds } },
    { clip: fresh, state: undefined },
  ]);
}
