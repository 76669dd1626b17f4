import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyProfiles } from '../../../src/audio/key/keyProfiles.js';
import { keyScores } from '../../../src/audio/key/keyScores.js';

const best = (scores: Float64Array): number => scores.indexOf(Math.max(...scores));
const rotate = (chroma: Float64Array, up: number): Float64Array =>
  chroma.map((_, i) => chroma[(i - up + 12) % 12]);

test('every profile is found in its own key', () => {
  for (const { major, minor } of Object.values(keyProfiles)) {
    for (let tonic = 0; tonic < 12; tonic++) {
      expect(best(keyScores(rotate(Float64Array.from(major), tonic)))).toBe(tonic);
      expect(best(keyScores(rotate(Float64Array.from(minor), tonic)))).toBe(12 + tonic);
    }
  }
});

test('scores turn with the music, and loudness is no matter', () => {
  const chroma = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(
      chroma,
      fc.integer({ min: 0, max: 11 }),
      fc.double({ min: 0.1, max: 9, noNaN: true }),
      (c, up, gain) => {
        const here = keyScores(Float64Array.from(c));
        const there = keyScores(
          rotate(
            Float64Array.from(c, (x) => gain * x),
            up,
          ),
        );
        return here.every((score, key) => {
          const turned = key < 12 ? (key + up) % 12 : 12 + ((key + up) % 12);
          return Math.abs(there[turned] - score) < 1e-9;
        });
      },
    ),
  );
});
