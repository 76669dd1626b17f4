import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { camelot } from '../../../src/domain/music/camelot.js';
import { modes, relativeMajor, type Key } from '../../../src/domain/music/key.js';

const keys = fc.record({ tonic: fc.nat(11), mode: fc.constantFrom(...modes) });
const hour = (key: Key): number => Number.parseInt(camelot(key), 10);

/** The wheel as printed, from 1 on: outer ring (B, major) and inner ring (A, minor), as pitch classes. */
const outer = [11, 6, 1, 8, 3, 10, 5, 0, 7, 2, 9, 4];
const inner = [8, 3, 10, 5, 0, 7, 2, 9, 4, 11, 6, 1];

describe('camelot', () => {
  it('is the wheel as DJs have it on the wall', () => {
    expect(outer.map((tonic) => camelot({ tonic, mode: 'major' }))).toEqual(outer.map((_, i) => `${i + 1}B`));
    expect(inner.map((tonic) => camelot({ tonic, mode: 'minor' }))).toEqual(inner.map((_, i) => `${i + 1}A`));
  });

  it('gives relative keys one number, and a fifth up the next', () => {
    fc.assert(
      fc.property(keys, (key) => {
        expect(hour({ tonic: relativeMajor(key), mode: 'major' })).toBe(hour(key));
        expect(hour({ ...key, tonic: (key.tonic + 7) % 12 })).toBe((hour(key) % 12) + 1);
      }),
    );
  });
});
