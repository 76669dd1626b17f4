import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import { phrased } from '../../../src/synthesis/singing/phrasing.js';
import { syllableOf } from '../../../src/synthesis/singing/syllable.js';

describe('syllableOf', () => {
  it.each([
    ['Lord,', 'glide', 'o'],
    ['schö', 'hiss', 'ö'],
    ['“Ty', 'burst', 'i'],
    ['née', 'nasal', 'e'],
    ['ich', 'none', 'i'],
    ['да', 'glide', undefined],
  ])('%s begins with %s and has the vowel %s', (text, onset, vowel) => {
    expect(syllableOf(text)).toMatchObject({ onset, vowel });
  });
});

describe('phrased', () => {
  it('is one line: the highest of a chord, each until the next', () => {
    const line = phrased(
      [
        { from: 0, to: 1, pitch: 60, syllable: 'la' },
        { from: 0, to: 1, pitch: 64, syllable: 'la' },
        { from: 0.5, to: 1, pitch: 62 },
        { from: 2, to: 3, pitch: 65, syllable: 'to' },
      ],
      randomFrom('a'),
    );
    expect(line.map(({ from, to, pitch }) => [from, to, pitch])).toEqual([
      [0, 0.5, 64],
      [0.5, 1, 62],
      [2, 3, 65],
    ]);
    expect(line.map(({ begins, ends }) => [begins, ends])).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ]);
    expect(line.map(({ onset, vowel }) => [onset, vowel])).toEqual([
      ['glide', 'a'],
      ['none', 'a'],
      ['burst', 'o'],
    ]);
  });
});
