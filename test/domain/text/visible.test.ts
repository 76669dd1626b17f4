import { expect, it } from 'vitest';
import { escaped, hasHidden, visible, withoutHidden } from '../../../src/domain/text/visible.js';

/** C0, DEL, C1, line and paragraph separator, overrides and isolates of writing, half a character. */
const hidden = [
  '\0',
  '\u001b',
  '\r',
  '\u007f',
  '\u0085',
  '\u009b',
  '\u2028',
  '\u2029',
  '\u202e',
  '\u2066',
  '\ud83d',
];

it.each(hidden)('%j is told, shown as U+FFFD, and taken out', (character) => {
  const text = `a${character}b`;
  expect(hasHidden(text)).toBe(true);
  expect(visible(text)).toBe('a\uFFFDb');
  expect(withoutHidden(text)).toBe('a b');
});

it.each(hidden)('JSON lines that hold %j stay the same value when it is escaped', (character) => {
  const value = { [`key ${character}`]: [`a${character}\\b`, character, '"', 'line\nline'] };
  const line = escaped(`${JSON.stringify(value)}\n`);
  expect(line).toBe(visible(line));
  expect(JSON.parse(line)).toEqual(value);
});

it('line ends and tabs stay in lines, and are hidden in a text', () => {
  expect(visible('a\tb\nc\n')).toBe('a\tb\nc\n');
  expect(escaped('a\tb\nc\n\u009b')).toBe('a\tb\nc\n\\u009b');
  expect(withoutHidden('a\tb\nc')).toBe('a b c');
});

it.each(['Björk – Jóga', '東京', 'שלום', '👩‍🚀 e\u0301', ''])('%j is left alone', (text) => {
  expect([hasHidden(text), visible(text), withoutHidden(text)]).toEqual([false, text, text]);
});
