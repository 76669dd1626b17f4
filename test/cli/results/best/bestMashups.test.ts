import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestMashups } from '../../../../src/cli/results/best/bestMashups.js';
import type { Mashup, Ranking } from '../../../../src/domain/mashup.js';

const part = (role: 'vocal' | 'harmonic' | 'percussion', song: string): Mashup['parts'][number] => ({
  role,
  clipId: `clip-${song}`,
  trackId: song,
  shift: 0,
  warp: role !== 'vocal',
  stretch: 1,
  offset: 0,
});

/** `songs`: voice, harmonic part, percussion, one letter each. */
const mashup = (songs: string, score: number): Mashup => ({
  mashupId: songs,
  seedClipId: `clip-${songs[0]}`,
  condition: 'matched',
  bars: 16,
  parts: [part('vocal', songs[0]), part('harmonic', songs[1]), part('percussion', songs[2])],
  score,
  axes: {},
});

const ranking = (mashups: Mashup[]): Ranking => ({
  schema: 1,
  seedClipId: 'x',
  seedTrackId: 'x',
  scorer: { name: 'amu', version: '1' },
  revision: 1,
  runSeed: '1',
  mashups,
});

const ids = (mashups: readonly Mashup[]): string[] => mashups.map(({ mashupId }) => mashupId);

describe('bestMashups', () => {
  it('is best first over all rankings', () => {
    const rankings = [ranking([mashup('abb', 0.5), mashup('acc', 0.2)]), ranking([mashup('dee', 0.7)])];
    expect(ids(bestMashups(rankings, { count: 2 }))).toEqual(['dee', 'abb']);
  });

  it('takes one for a pair of songs, either way round', () => {
    const all = ranking([mashup('abb', 0.9), mashup('abc', 0.8), mashup('baa', 0.7), mashup('acc', 0.6)]);
    expect(ids(bestMashups([all], { count: 9 }))).toEqual(['abb', 'acc']);
  });

  it('takes one for each way round where both are asked for', () => {
    const all = ranking([mashup('abb', 0.9), mashup('abc', 0.8), mashup('baa', 0.7), mashup('acc', 0.6)]);
    expect(ids(bestMashups([all], { count: 9, bothWays: true }))).toEqual(['abb', 'baa', 'acc']);
  });

  it('takes three for a song, in whatever part', () => {
    const all = ranking(
      ['abb', 'acc', 'add', 'aee', 'fga', 'ffg'].map((songs, i) => mashup(songs, 1 - i / 10)),
    );
    expect(ids(bestMashups([all], { count: 9 }))).toEqual(['abb', 'acc', 'add', 'ffg']);
  });

  it('never breaks its rules and does not depend on the order of the rankings', () => {
    const letter = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const any = fc.tuple(letter, letter, letter, fc.float({ noNaN: true }));
    fc.assert(
      fc.property(
        fc.uniqueArray(any, { selector: ([a, b, c]) => a + b + c }),
        fc.nat(8),
        (triples, count) => {
          const mashups = triples.map(([a, b, c, score]) => mashup(a + b + c, score));
          const best = bestMashups(
            mashups.map((one) => ranking([one])),
            { count },
          );
          expect(best.length).toBeLessThanOrEqual(count);
          for (const song of 'abcdef') {
            expect(
              best.filter(({ parts }) => parts.some(({ trackId }) => trackId === song)).length,
            ).toBeLessThanOrEqual(3);
          }
          expect(ids(bestMashups([ranking(mashups.toReversed())], { count }))).toEqual(ids(best));
        },
      ),
    );
  });
});
