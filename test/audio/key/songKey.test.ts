import { describe, expect, test } from 'vitest';
import { keyVote } from '../../../src/audio/key/keyVote.js';
import { scoresAt, songKey, votedFor } from '../../../src/audio/key/songKey.js';
import { keyName } from '../../../src/domain/music/key.js';
import type { KeyVote } from '../../../src/domain/music/tonality.js';
import { keyDoubt } from '../../../src/operators/ingest/keyDoubt.js';

/** For some keys (0 = C major … 12 = C minor …), against all others. */
const vote = (scores: Readonly<Record<number, number>>, tuning = 0, tuningClarity = 1): KeyVote => ({
  scores: Array.from({ length: 24 }, (_, key) => scores[key] ?? -0.2),
  ...{ tuning, tuningClarity },
});
const silent: KeyVote = { scores: Array.from({ length: 24 }, () => 0), tuning: 0, tuningClarity: 0 };

/** Chords of three notes, a second each, some cents off. */
function chords(roots: readonly (readonly number[])[], cents = 0): Float32Array {
  const rate = 11_025;
  return Float32Array.from({ length: roots.length * rate }, (_, i) =>
    roots[Math.floor(i / rate)].reduce((sum, note) => {
      const hz = 440 * 2 ** ((note - 69 + cents / 100) / 12);
      return (
        sum + 0.15 * Math.sin((2 * Math.PI * hz * i) / rate) + 0.05 * Math.sin((4 * Math.PI * hz * i) / rate)
      );
    }, 0),
  );
}
/** I IV V I of G major. */
const cadence = [
  [55, 59, 62],
  [60, 64, 67],
  [62, 66, 69],
  [55, 59, 62],
];

describe('songKey', () => {
  test('one part that says otherwise is outvoted, and the song is less sure of its key', () => {
    const sure = songKey([vote({ 9: 0.8, 2: 0.3 }), vote({ 9: 0.8, 2: 0.3 })]);
    const torn = songKey([vote({ 9: 0.8, 2: 0.3 }), vote({ 9: 0.7, 2: 0.4 }), vote({ 9: 0.5, 2: 0.7 })]);
    expect([keyName(sure.key), keyName(torn.key)]).toEqual(['A major', 'A major']);
    expect(torn.keyConfidence).toBeLessThan(sure.keyConfidence);
    expect(sure.keyAlternatives).toEqual([]);
    expect(torn.keyAlternatives.map(({ key }) => keyName(key))).toEqual(['D major']);
    expect(torn.keyAlternatives[0].weight).toBeGreaterThan(0.1);
    expect(torn.keyAlternatives[0].weight).toBeLessThan(0.5);
  });

  test('a given key wins; the tuning is still heard', () => {
    const given = { tonic: 4, mode: 'minor' } as const;
    expect(songKey([vote({ 9: 0.8 }, 20)], given)).toEqual({
      ...{ key: given, keyConfidence: 1, keyAlternatives: [] },
      tuning: expect.closeTo(20, 6) as number,
    });
  });

  test('silent parts say nothing, and all silent leaves no confidence', () => {
    expect(songKey([vote({ 7: 0.8 }), silent])).toEqual(songKey([vote({ 7: 0.8 })]));
    expect(songKey([silent])).toMatchObject({ keyConfidence: 0, keyAlternatives: [], tuning: 0 });
    expect(songKey([])).toMatchObject({ keyConfidence: 0 });
  });

  test('tunings are averaged round the quarter tone, and what lies beyond it is seen from the same side', () => {
    // A song between A and A flat: one part is heard as A 49 cents down, the other as A flat 49 cents up.
    const song = songKey([vote({ 9: 0.8 }, -49), vote({ 8: 0.8 }, 49)]);
    expect(Math.abs(song.tuning)).toBeGreaterThan(48.9);
    expect(keyName(song.key)).toBe(song.tuning > 0 ? 'Ab major' : 'A major');
    expect(song.keyConfidence).toBeGreaterThan(0.9);
    expect(scoresAt(vote({ 8: 0.8, 20: 0.5 }, 49), -49)).toEqual(vote({ 9: 0.8, 21: 0.5 }).scores);
    expect(scoresAt(vote({ 9: 0.8, 12: 0.5 }, -49), 49)).toEqual(vote({ 8: 0.8, 23: 0.5 }).scores);
  });

  test('no tuning is told where pitches lie anywhere', () => {
    expect(songKey([vote({ 7: 0.8 }, 40, 0.05)]).tuning).toBe(0);
    expect(songKey([vote({ 7: 0.8 }, 40, 0.15)]).tuning).toBeCloseTo(40, 6);
  });

  test('hears key and tuning of chords, of a mix and of stems alike', () => {
    for (const cents of [-45, 0, 30]) {
      const mix = chords(cadence, cents);
      for (const sources of [{ mix }, { other: mix, drums: new Float32Array(2000) }]) {
        const heard = keyVote(sources, 11_025);
        expect(keyName(votedFor(heard))).toBe('G major');
        expect(Math.abs(heard.tuning - cents)).toBeLessThan(4);
        expect(heard.tuningClarity).toBeGreaterThan(0.8);
      }
    }
    expect(keyVote({}, 11_025)).toEqual(silent);
  });
});

describe('keyDoubt', () => {
  test('tells of parts a fifth from the song, and of nothing else', () => {
    const votes = [vote({ 9: 0.8 }), vote({ 9: 0.8 }), vote({ 2: 0.6 })];
    expect(keyDoubt(votes, songKey(votes))).toEqual([
      'parts of it sound like D major; it is taken for A major as a whole',
    ]);
    // The relative minor has the same notes.
    const relative = [vote({ 9: 0.8 }), vote({ 9: 0.8 }), vote({ 18: 0.6 })];
    expect(keyDoubt(relative, songKey(relative))).toEqual([]);
    expect(keyDoubt(votes, songKey(votes, { tonic: 9, mode: 'major' }))).toEqual([]);
  });
});
