import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstFew } from '../../../src/domain/text/firstFew.js';
import { shortText } from '../../../src/domain/text/shortText.js';
import { shownValue } from '../../../src/domain/text/shownValue.js';

it('shortText keeps the beginning and, where asked, the end', () => {
  expect(shortText('abcdef', 6)).toBe('abcdef');
  expect(shortText('abcdefg', 6)).toBe('abcde…');
  expect(shortText('abcdefgh', 6, 2)).toBe('abc…gh');
  expect(shortText('ab🎵cd', 4)).toBe('ab…');
  expect(shortText('abcde🎵', 5, 1)).toBe('abc…');
});

it('shortText is never longer than asked for, and cuts no character in half', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '🎵', '東', '\uFFFD'), maxLength: 60 });
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 40 }), fc.integer({ min: 0, max: 3 }), (long, most, end) => {
      const short = shortText(long, most, end);
      expect(short.length).toBeLessThanOrEqual(most);
      expect(short.search(/\p{Cs}/u)).toBe(-1);
    }),
  );
});

it('firstFew names five, and tells how many more', () => {
  expect(firstFew([])).toEqual([]);
  expect(firstFew(['a', 'b', 'c', 'd', 'e'])).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(firstFew(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toEqual(['a', 'b', 'c', 'd', 'e', 'and 2 more']);
});

it('shownValue writes anything, in a hundred characters', () => {
  expect(shownValue('a"b')).toBe('"a\\"b"');
  expect(shownValue({ a: [1] })).toBe('{"a":[1]}');
  expect(shownValue(undefined)).toBe('nothing');
  expect(shownValue('x'.repeat(1000))).toHaveLength(100);
  const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
  expect(shownValue(deep)).toBe('something nested too deeply to show');
});
