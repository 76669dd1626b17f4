import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { durationText } from '../../../src/domain/durationText.js';
import { fitText } from '../../../src/cli/text/fitText.js';
import { padText } from '../../../src/cli/text/padText.js';
import { printable } from '../../../src/cli/text/printable.js';

describe('printable', () => {
  it('keeps a title on its line and away from the terminal', () => {
    expect(printable(' a\nb\tc ')).toBe('a b c');
    expect(printable('\u001b[31mred\u0007')).toBe('\uFFFD[31mred\uFFFD');
    expect(printable('gpj.\u202Eexe')).toBe('gpj.\uFFFDexe');
  });

  it('leaves letters and emoji of all sorts alone', () => {
    for (const text of ['Björk – Jóga', '東京', 'שלום', '👩‍🚀 e\u0301']) expect(printable(text)).toBe(text);
  });
});

describe('fitText and padText', () => {
  it('cut with an ellipsis, between whole characters, counting wide ones twice', () => {
    expect(fitText('abcdef', 6)).toBe('abcdef');
    expect(fitText('abcdef', 5)).toBe('abcd…');
    expect(fitText('東京都庁', 6)).toBe('東京…');
    expect(fitText('ab cdef', 4)).toBe('ab…');
    expect(fitText('abc', 0)).toBe('');
    expect(padText('東', 4)).toBe('東  ');
  });

  it('never are wider than asked for, and padded ones are exactly so wide', () => {
    const text = fc.string({ unit: 'grapheme' }).map(printable);
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (title, width) => {
        expect(stringWidth(fitText(title, width))).toBeLessThanOrEqual(width);
        expect(stringWidth(padText(title, width))).toBe(width);
      }),
    );
  });
});

it.each([
  [0.4, '0 s'],
  [-1, '0 s'],
  [59.6, '1 min 00 s'],
  [125, '2 min 05 s'],
  [3600 + 20 * 60, '1 h 20 min'],
])('durationText(%d) is %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
