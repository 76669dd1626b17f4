import { describe, expect, it } from 'vitest';
import { camelot } from '../../../src/domain/music/camelot.js';
import { keyName, modes, relativeMajor, type Key } from '../../../src/domain/music/key.js';
import { keyShift } from '../../../src/domain/music/keyShift.js';
import { parseKey } from '../../../src/domain/music/parseKey.js';

const all: Key[] = modes.flatMap((mode) => Array.from({ length: 12 }, (_, tonic) => ({ tonic, mode })));

describe('keys', () => {
  it('have the Camelot codes of the wheel', () => {
    const codes = ['C major', 'G major', 'A minor', 'E minor', 'F# minor', 'Bb minor', 'Db major'].map(
      (name) => {
        const key = parseKey(name);
        return key && camelot(key);
      },
    );
    expect(codes).toEqual(['8B', '9B', '8A', '9A', '11A', '3A', '3B']);
  });

  it('survive writing and reading, by name and by Camelot code', () => {
    for (const key of all) {
      expect(parseKey(keyName(key))).toEqual(key);
      expect(parseKey(camelot(key))).toEqual(key);
    }
  });

  it.each([
    ['Am', 9, 'minor'],
    ['f#m', 6, 'minor'],
    ['Ebmin', 3, 'minor'],
    ['CM', 0, 'major'],
    ['B', 11, 'major'],
    ['Cb major', 11, 'major'],
  ])('reads %s', (text, tonic, mode) => {
    expect(parseKey(text)).toEqual({ tonic, mode });
  });

  it.each(['', 'H', 'major', '13A', '0B', 'C dorian'])('does not read %j', (text) => {
    expect(parseKey(text)).toBeUndefined();
  });

  it('are shifted the short way, signed, through the relative major', () => {
    for (const from of all) {
      for (const to of all) {
        const shift = keyShift(from, to);
        expect(shift).toBeGreaterThanOrEqual(-6);
        expect(shift).toBeLessThanOrEqual(5);
        expect((relativeMajor(from) + shift + 12) % 12).toBe(relativeMajor(to));
      }
    }
  });
});
