import { expect, test } from 'vitest';
import { pairRetrieval } from '../../src/evaluation/pairRetrieval.js';

test('areas both ways, and ranks', () => {
  // Voice a finds its harmony first; of voice b one other is better, of voice c both.
  const scores = Float32Array.of(9, 1, 1, 2, 3, 4, 7, 8, 5);
  const { harmonyOfVoice, voiceOfHarmony, reciprocalRank } = pairRetrieval({
    compositions: ['a', 'b', 'c'],
    scores,
  });
  expect(harmonyOfVoice.mean).toBeCloseTo((1 + 0.5 + 0) / 3);
  expect(voiceOfHarmony.mean).toBeCloseTo((1 + 0.5 + 1) / 3);
  expect(reciprocalRank).toBeCloseTo((1 + 1 / 2 + 1 / 3 + 1 + 1 / 2 + 1) / 6);
});

test('windows of one composition are no wrong answers to each other', () => {
  const { harmonyOfVoice } = pairRetrieval({
    compositions: ['a', 'a', 'b'],
    scores: Float32Array.of(5, 9, 1, 9, 5, 1, 9, 9, 5),
  });
  expect(harmonyOfVoice.mean).toBeCloseTo(2 / 3);
  expect(harmonyOfVoice.count).toBe(3);
});
