import { describe, expect, it } from 'vitest';
import { mashupIdOf } from '../../../src/domain/ids.js';
import { rankingSchema } from '../../../src/domain/mashup.js';
import { findCandidates, type Candidates } from '../../../src/operators/match/findCandidates.js';
import type { MatchOptions } from '../../../src/operators/match/matchOptions.js';
import { rank, type Ranked } from '../../../src/operators/match/rank.js';
import { score } from '../../../src/operators/match/score.js';
import type { Stage } from '../../../src/operators/stream/stage.js';
import type { Rerank } from '../../../src/domain/rerank.js';
import { pipe } from 'rxjs';
import { plainScorer } from '../../support/plainScorer.js';
import { holdScorer } from '../../../src/adapters/shared/holdScorer.js';
import { matchWorld } from '../../support/matchWorld.js';
import { through } from '../../support/through.js';

const world = matchWorld();

async function ranked(changes: Partial<MatchOptions> = {}): Promise<Ranked> {
  const options = { ...world(), ...changes };
  const candidates = findCandidates(options) as Stage<Rerank, Candidates>; // none of these seeds is withdrawn
  const stages = pipe(candidates, score(options), rank(options));
  const request = { schema: 1 as const, seedClipId: 'seed', why: 'new-seed' as const };
  const { values, errors } = await through(stages, request, 'seed');
  if (errors.length > 0) throw errors[0];
  return values[0];
}

describe('score and rank', () => {
  it('scores every pair of a harmonic and a percussion part once', async () => {
    await world().enter({ seed: {}, a: { tonic: 2 }, b: { tonic: 11 } });
    const { triples } = await ranked();
    expect(
      triples.map(({ harmonic, percussion }) => harmonic.clip.clipId + percussion.clipId).sort(),
    ).toEqual(['aa', 'ab', 'ba', 'bb'].sort());
    // Down two to C from D, up one from B.
    expect(new Set(triples.map(({ harmonic: { clip, shift } }) => `${clip.clipId}${shift}`))).toEqual(
      new Set(['a-2', 'b1']),
    );
  });

  it('puts the best first, ties by id, and keeps no more than asked for', async () => {
    Object.assign(world().worth, { a: 1, b: 2 });
    await world().enter({ seed: {}, a: {}, b: {} });
    const { ranking } = await ranked();
    expect(ranking.mashups.map(({ score: value }) => value)).toEqual([2.2, 2.1, 1.2, 1.1]);
    expect((await ranked({ rankingSize: 3 })).ranking.mashups).toEqual(ranking.mashups.slice(0, 3));
    Object.assign(world().worth, { a: 1, b: 1 });
    const ids = (await ranked()).ranking.mashups.map(({ mashupId }) => mashupId);
    expect(ids).toEqual([...ids].sort());
  });

  it('describes a mashup in full: parts in order, each with what is done to it', async () => {
    await world().enter({ seed: { bpm: 120, trackId: 'ts' }, h: { bpm: 100, tonic: 3, trackId: 'th' } });
    const { ranking } = await ranked();
    expect(rankingSchema.parse(ranking)).toEqual(ranking);
    expect(ranking).toEqual({
      schema: 1,
      seedClipId: 'seed',
      seedTrackId: 'ts',
      scorer: { name: 'worth', version: '1' },
      revision: 1,
      runSeed: '1',
      mashups: [
        {
          mashupId: mashupIdOf('seed', ['h', 'h'], -3),
          seedClipId: 'seed',
          condition: 'matched',
          bars: 16,
          score: 0,
          axes: { harmonic: 0 },
          parts: [
            { role: 'vocal', clipId: 'seed', trackId: 'ts', shift: 0, warp: false, stretch: 1, offset: 0 },
            { role: 'harmonic', clipId: 'h', trackId: 'th', shift: -3, warp: true, stretch: 1.2, offset: 0 },
            { role: 'percussion', clipId: 'h', trackId: 'th', shift: 0, warp: true, stretch: 1.2, offset: 0 },
          ],
        },
      ],
    });
  });

  it('brings the harmonic part into tune with the voice, where the difference can be heard', async () => {
    const centsOf = async (voice: number, part: number): Promise<unknown> => {
      await world().enter({ seed: { tuning: voice }, h: { tuning: part } });
      const { ranking } = await ranked();
      expect(rankingSchema.parse(ranking)).toEqual(ranking);
      return ranking.mashups[0].parts.map(({ cents }) => cents);
    };
    expect(await centsOf(12.4, -20)).toEqual([undefined, 32, undefined]);
    expect(await centsOf(-45, 40)).toEqual([undefined, -85, undefined]);
    expect(await centsOf(2, -2)).toEqual([undefined, undefined, undefined]);
  });

  it('names the same parts once, at the shift that scores best', async () => {
    const scorer = plainScorer({
      preScore: ({ clip, shift }) =>
        new Map([
          ['a 1', 3],
          ['a 0', 2],
          ['b 1', 1],
        ]).get(`${clip.clipId} ${shift}`) ?? 0,
      score: ({ shift, clip }) => ({ score: clip.clipId === 'a' && shift === 0 ? 9 : 1, axes: {} }),
    });
    await world().enter({ seed: {}, a: {}, b: {} });
    const { harmonic, ranking } = await ranked({ scorers: holdScorer(scorer) });
    expect(harmonic.parts.map(({ clip, shift }) => `${clip.clipId} ${shift}`)).toEqual(['a 1', 'a 0', 'b 1']);
    const named = ranking.mashups.map(({ parts: [, h, p] }) => `${h.clipId} ${h.shift} ${p.clipId}`);
    expect(named.sort()).toEqual(['a 0 a', 'a 0 b', 'b 1 a', 'b 1 b']);
  });

  it('has as many bars as the shortest part', async () => {
    await world().enter({ seed: {}, h: {} });
    const short = await world().clip('h');
    await world().catalogue.putClip({
      ...short,
      bars: 8,
      grid: { ...short.grid, beats: short.grid.beats.slice(0, 33) },
    });
    expect((await ranked()).ranking.mashups[0].bars).toBe(8);
  });

  it('is empty for a seed without partners', async () => {
    await world().enter({ seed: {} });
    expect((await ranked()).ranking.mashups).toEqual([]);
  });
});
