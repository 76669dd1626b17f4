import { describe, expect, test } from 'vitest';
import { phraseCut } from '../../../src/audio/regions/phraseCut.js';

describe('phraseCut', () => {
  const sung = [
    [1, 3],
    [4, 12],
  ] as const;

  test('nothing is cut where the voice rests, begins or ends', () => {
    expect([0, 1, 3.5, 4, 4.1, 2.9, 12, 20].map((line) => phraseCut(sung, line, 2))).toEqual(
      Array(8).fill(0),
    );
    expect(phraseCut([], 5, 2)).toBe(0);
  });

  test('of a phrase its shorter side, in bars', () => {
    expect(phraseCut(sung, 1.5, 2)).toBeCloseTo(0.25, 9);
    expect(phraseCut(sung, 2, 2)).toBeCloseTo(0.5, 9);
    expect(phraseCut(sung, 11, 2)).toBeCloseTo(0.5, 9);
    expect(phraseCut(sung, 8, 2)).toBe(1);
  });
});
