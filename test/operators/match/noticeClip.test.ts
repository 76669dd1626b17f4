import { describe, expect, it } from 'vitest';
import { PipelineError, type ErrorCode } from '../../../src/errors.js';
import { rerankSchema } from '../../../src/domain/rerank.js';
import type { Clip } from '../../../src/domain/clip.js';
import { searchRule } from '../../../src/mashability/conditions/matchRule.js';
import { termsNow, type MatchOptions } from '../../../src/operators/match/matchOptions.js';
import { holdScorer } from '../../../src/adapters/shared/holdScorer.js';
import type { Scorer, ScoredPair } from '../../../src/ports/scorer.js';
import { noticeClip } from '../../../src/operators/match/noticeClip.js';
import { matchWorld } from '../../support/matchWorld.js';
import { seedState } from '../../support/seedState.js';
import { through } from '../../support/through.js';

const world = matchWorld();

/** Seeds to be ranked again, with the reason. */
async function noticed(
  clip: Clip | null,
  key: string,
  options: Partial<MatchOptions> = {},
): Promise<string[]> {
  const { values, errors } = await through(noticeClip({ ...world(), ...options }), clip, key);
  if (errors.length > 0) throw errors[0];
  return values
    .flatMap(({ outputs }) => outputs)
    .map(({ topic, key: seed, value }) => {
      const request = rerankSchema.parse(value);
      expect(request).toEqual({ schema: 1, seedClipId: seed, why: request.why });
      return `${topic} ${seed} ${request.why}`;
    })
    .sort();
}

/** Remembers of a seed what parts must reach, and which it has. */
async function remember(
  seedClipId: string,
  harmonic: number | null,
  percussion: number | null,
  shortlist: readonly string[] = [],
): Promise<void> {
  const thresholds = { harmonic, percussion };
  const stamps = shortlist.map((clipId) => ({ clipId, digest: '' }));
  await world().catalogue.putSeedState(
    seedState(seedClipId, { scorer: termsNow(world()), thresholds, shortlist: stamps }),
  );
}

describe('noticeClip: a clip that has come', () => {
  it('concerns voices under which it would play in half or double time, where the rule lets it', async () => {
    await world().enter({ fast: { bpm: 230 }, slow: { bpm: 62 }, far: { bpm: 170 } });
    for (const seed of ['fast', 'slow', 'far']) await remember(seed, null, null);
    const [fresh] = await world().enter({ fresh: { vocal: false } });
    const rule = searchRule({ maxShift: 3, maxStretch: 0.12 });
    expect(await noticed(fresh, 'fresh', { rule })).toEqual([
      'rerank fast new-partner',
      'rerank slow new-partner',
    ]);
    expect(await noticed(fresh, 'fresh')).toEqual([]);
  });

  it('is ranked itself, and concerns every voice that it could accompany and that has room', async () => {
    const shapes = {
      seed: {},
      other: { bpm: 118, tonic: 2 },
      far: { bpm: 170 },
      mute: { vocal: false },
      doubtful: { trusted: false },
    };
    await world().enter(shapes);
    for (const seed of ['seed', 'other', 'far', 'doubtful']) await remember(seed, null, null);
    const [fresh] = await world().enter({ fresh: {} });
    expect(await noticed(fresh, 'fresh')).toEqual([
      'rerank fresh new-seed',
      'rerank other new-partner',
      'rerank seed new-partner',
    ]);
    const [silent] = await world().enter({ silent: { vocal: false } });
    expect(await noticed(silent, 'silent')).not.toContain('rerank silent new-seed');
  });

  it('concerns a voice with a full shortlist only if it would enter it, in either role', async () => {
    await world().enter({ seed: {} });
    const [fresh] = await world().enter({ fresh: { vocal: false } });
    world().worth['fresh'] = 5;
    const cases: [number | null, number | null, boolean][] = [
      [5.1, 5.1, false],
      [5, 5.1, true],
      [5.1, 5, true],
      [null, 9, true],
      [9, null, true],
    ];
    for (const [harmonic, percussion, concerned] of cases) {
      await remember('seed', harmonic, percussion);
      const expected = concerned ? ['rerank seed new-partner'] : [];
      expect(await noticed(fresh, 'fresh'), `${harmonic} ${percussion}`).toEqual(expected);
    }
  });

  it('concerns a voice that was ranked on other terms, whatever it had to reach then', async () => {
    await world().enter({ seed: {} });
    const [fresh] = await world().enter({ fresh: { vocal: false } });
    await remember('seed', 9, 9);
    expect(await noticed(fresh, 'fresh')).toEqual([]);
    const useDoubtful = true;
    expect(await noticed(fresh, 'fresh', { useDoubtful })).toEqual(['rerank seed new-partner']);
  });

  it('that has no voice any more is asked for, so that its ranking goes', async () => {
    await world().enter({ fresh: {} });
    await remember('fresh', null, null);
    const [mute] = await world().enter({ fresh: { vocal: false } });
    expect(await noticed(mute, 'fresh')).toEqual(['rerank fresh new-seed']);
  });

  it('does not concern a voice that was never ranked: that has a request of its own', async () => {
    await world().enter({ seed: {} });
    const [fresh] = await world().enter({ fresh: { vocal: false } });
    expect(await noticed(fresh, 'fresh')).toEqual([]);
  });

  it('concerns by its drums voices of any key, by its harmony those in reach', async () => {
    await world().enter({ seed: { tonic: 6 } });
    await remember('seed', null, null);
    const [fresh] = await world().enter({ fresh: { vocal: false } });
    expect(await noticed(fresh, 'fresh')).toEqual(['rerank seed new-partner']);
    const bare = { ...fresh, supplies: { vocal: false, harmonic: true, percussion: false } };
    expect(await noticed(bare, 'fresh')).toEqual([]);
  });

  it('that cannot be trusted concerns nobody else, unless asked to', async () => {
    await world().enter({ seed: {} });
    await remember('seed', null, null);
    const [fresh] = await world().enter({ fresh: { trusted: false } });
    expect(await noticed(fresh, 'fresh')).toEqual(['rerank fresh new-seed']);
    expect(await noticed(fresh, 'fresh', { useDoubtful: true })).toContain('rerank seed new-partner');
  });

  it('that was corrected concerns the voices that had it, though it does not fit any more', async () => {
    await world().enter({ seed: {} });
    await remember('seed', 9, 9, ['fresh']);
    const [fresh] = await world().enter({ fresh: { bpm: 170, vocal: false } });
    expect(await noticed(fresh, 'fresh')).toEqual(['rerank seed new-partner']);
  });

  it('reaches the others though the files of one voice are damaged, which is ranked again to say so', async () => {
    await world().enter({ damaged: {}, seed: {} });
    for (const seed of ['damaged', 'seed']) await remember(seed, 4, 4);
    const [fresh] = await world().enter({ fresh: { vocal: false } });
    world().worth['fresh'] = 5;
    const scorerFailing = (code: ErrorCode): Scorer => ({
      ...world().scorer,
      preScore: (pairs) =>
        pairs.some(({ seed }) => seed.clipId === 'damaged')
          ? Promise.reject(new PipelineError(code, 'no'))
          : world().scorer.preScore(pairs),
    });
    expect(await noticed(fresh, 'fresh', { scorers: holdScorer(scorerFailing('corrupt-blob')) })).toEqual([
      'rerank damaged new-partner',
      'rerank seed new-partner',
    ]);
    await expect(
      noticed(fresh, 'fresh', { scorers: holdScorer(scorerFailing('disk-full')) }),
    ).rejects.toMatchObject({
      code: 'disk-full',
    });
  });
});

describe('noticeClip: many voices', () => {
  it('are looked at page by page, each once, and judged in few batches', async () => {
    const ids = Array.from({ length: 300 }, (_, n) => `seed ${String(n).padStart(3, '0')}`);
    const shapes = ids.map((id, n) => [id, { bpm: 100 + (n % 40), tonic: n % 12 }] as const);
    await world().enter(Object.fromEntries(shapes));
    for (const [n, id] of ids.entries()) await remember(id, n % 3 === 0 ? 4 : 6, 6);
    const [fresh] = await world().enter({ fresh: { vocal: false, bpm: 118 } });
    world().worth['fresh'] = 5;
    const batches: (readonly ScoredPair[])[] = [];
    const scorer: Scorer = {
      ...world().scorer,
      preScore: (pairs) => (batches.push(pairs), world().scorer.preScore(pairs)),
    };
    const found = await noticed(fresh, 'fresh', { scorers: holdScorer(scorer) });
    const asked = batches.flat().map(({ seed, role, shift }) => `${seed.clipId} ${shift} ${role}`);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.filter((each) => each.endsWith('percussion'))).toHaveLength(300);
    expect(batches.length).toBeLessThan(10);
    const inKey = (tonic: number): boolean => Math.min(tonic, 12 - tonic) <= 3;
    const expected = ids.filter((_, n) => n % 3 === 0 && inKey(n % 12));
    expect(found).toEqual(expected.map((id) => `rerank ${id} new-partner`));
  });

  it('of which a bound says that the clip is too bad are not judged', async () => {
    await world().enter({ a: {}, b: {} });
    await remember('a', 4, 4);
    await remember('b', 4, 4);
    const [fresh] = await world().enter({ fresh: { vocal: false } });
    world().worth['fresh'] = 5;
    const asked: string[] = [];
    const scorer: Scorer = {
      ...world().scorer,
      bound: ({ seed }) => (seed.clipId === 'a' ? 3.9 : 9),
      preScore: (pairs) => {
        asked.push(...pairs.map(({ seed }) => seed.clipId));
        return world().scorer.preScore(pairs);
      },
    };
    expect(await noticed(fresh, 'fresh', { scorers: holdScorer(scorer) })).toEqual(['rerank b new-partner']);
    expect(new Set(asked)).toEqual(new Set(['b']));
  });
});

describe('noticeClip: a clip that has gone', () => {
  it('concerns the voices that had it, and no others', async () => {
    await world().enter({ seed: {}, other: {} });
    await remember('seed', 1, 1, ['gone', 'other']);
    await remember('other', 1, 1, ['seed']);
    expect(await noticed(null, 'gone')).toEqual(['rerank seed removed-partner']);
  });
});
