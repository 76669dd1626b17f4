import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestMashups } from '../../../../src/cli/results/best/bestMashups.js';
import { bestOfRankings, type BoundedRanking } from '../../../../src/cli/results/best/bestOfRankings.js';
import type { Mashup, Ranking } from '../../../../src/domain/mashup.js';

const part = (role: 'vocal' | 'harmonic' | 'percussion', song: string): Mashup['parts'][number] => ({
  ...{ role, clipId: `clip-${song}`, trackId: song, shift: 0, warp: false, stretch: 1, offset: 0 },
});
const mashup = (songs: string, score: number): Mashup => ({
  ...{ mashupId: `${songs}${score}`, seedClipId: `clip-${songs[0]}`, condition: 'matched', bars: 16 },
  parts: [part('vocal', songs[0]), part('harmonic', songs[1]), part('percussion', songs[2])],
  ...{ score, axes: {} },
});
const ranking = (mashups: readonly Mashup[]): Ranking => ({
  ...{ schema: 1, seedClipId: 'x', seedTrackId: 'x', scorer: { name: 'amu', version: '1' } },
  ...{ revision: 1, runSeed: '1', mashups: mashups.toSorted((a, b) => b.score - a.score) },
});

/** Best first, as the catalogue gives them; counts those that are read. */
function inOrder(rankings: readonly Ranking[]) {
  let read = 0;
  async function* each(): AsyncGenerator<BoundedRanking> {
    const bounded = rankings.map((one) => ({ best: one.mashups[0].score, ranking: one }));
    for (const one of bounded.sort((a, b) => b.best - a.best)) {
      await Promise.resolve();
      read += 1;
      yield one;
    }
  }
  return { rankings: each(), read: () => read };
}

describe('bestOfRankings', () => {
  it('is bestMashups(), whatever ties there are', async () => {
    const letter = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
    const one = fc
      .tuple(letter, letter, letter, fc.integer({ min: 0, max: 6 }))
      .map(([a, b, c, score]) => mashup(a + b + c, score / 2));
    const some = fc.array(fc.array(one, { minLength: 1, maxLength: 6 }).map(ranking), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(some, fc.nat(9), async (rankings, count) => {
        const found = await bestOfRankings(inOrder(rankings).rankings, { count });
        expect(found).toEqual(bestMashups(rankings, { count }));
      }),
    );
  });

  it('stops reading when the list is full and nothing better can come', async () => {
    const rankings = Array.from({ length: 50 }, (_, n) => ranking([mashup(`${n}xy`.slice(0, 3), 100 - n)]));
    const { rankings: ordered, read } = inOrder(rankings);
    expect(await bestOfRankings(ordered, { count: 2, perSong: 100 })).toHaveLength(2);
    expect(read()).toBeLessThan(8);
  });
});
