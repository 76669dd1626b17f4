import { expect, test } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import { labelledTriples, pairTriples, type WrongParts } from '../../../src/model/training/mixTriples.js';

const songs = 5;
const wrong = Array.from({ length: songs }, (_, song): WrongParts => {
  return { kind: 'tempo', harmonic: songs + song, percussion: songs + song };
});
const draws = Array.from({ length: 50 }, (_, draw) =>
  labelledTriples(wrong, randomFrom('test', String(draw))),
);

test('each class has one triple a voice', () => {
  for (const triples of draws)
    for (const some of Object.values(triples))
      expect(some.map(({ vocal }) => vocal)).toEqual([0, 1, 2, 3, 4]);
});

test('positives are a song’s own, unlabelled ones are of two songs or three, negatives are wrong', () => {
  for (const { positive, unlabelled, negative } of draws) {
    for (const { vocal, harmonic, percussion } of positive)
      expect([harmonic, percussion]).toEqual([vocal, vocal]);
    for (const { vocal, harmonic, percussion } of unlabelled) {
      expect(harmonic).not.toBe(vocal);
      expect(Math.max(harmonic, percussion)).toBeLessThan(songs);
    }
    for (const { harmonic, percussion } of negative)
      expect(Math.min(harmonic, percussion)).toBeGreaterThanOrEqual(songs);
  }
  const negatives = draws.flatMap(({ negative }) => negative);
  const own = negatives.filter(({ vocal, harmonic }) => harmonic === songs + vocal).length / negatives.length;
  expect(own).toBeGreaterThan(0.4);
  expect(own).toBeLessThan(0.6);
});

test('of all pairs a song’s own lie on the diagonal', () => {
  const triples = pairTriples(3);
  expect(triples).toHaveLength(9);
  for (const [at, { vocal, harmonic, percussion }] of triples.entries()) {
    expect(vocal * 3 + harmonic).toBe(at);
    expect(percussion).toBe(harmonic);
  }
});
