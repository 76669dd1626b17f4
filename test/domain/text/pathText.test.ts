import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pathText } from '../../../src/domain/text/pathText.js';

it.each([
  ['file:///music/My%20Song.mp3', '/music/My Song.mp3'],
  ['FILE:///music/a.mp3', '/music/a.mp3'],
  ['/music/50%.mp3', '/music/50%.mp3'],
  ['shop/42', 'shop/42'],
  ['', ''],
])('pathText: %j is %j', (uri, path) => expect(pathText(uri)).toBe(path));

it.each(['file://host/x', 'file:%zz', 'file:///a%2Fb', 'file:///%E0%A4', 'file://[', 'https://x/%zz'])(
  'pathText: %j stays what it is',
  (odd) => expect(pathText(odd)).toBe(odd),
);

it('makes something of any text', () => {
  const unit = fc.constantFrom(
    'file:',
    '/',
    '%',
    '%2F',
    '%00',
    'host',
    '[',
    '\\',
    '?',
    '#',
    '\ud800',
    ' ',
    'é',
  );
  fc.assert(
    fc.property(
      fc.array(unit).map((parts) => `file:${parts.join('')}`),
      (uri) => {
        expect(typeof pathText(uri)).toBe('string');
      },
    ),
  );
});
