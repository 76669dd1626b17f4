import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyName, modes } from '../../../src/domain/music/key.js';
import { parseKey } from '../../../src/domain/music/parseKey.js';

const key = fc.record({ tonic: fc.nat(11), mode: fc.constantFrom(...modes) });

describe('parseKey', () => {
  it('reads every spelling of a note, whatever stands for the accidental', () => {
    const spelt = 'C C# Db D D# Eb E Fb F E# F# Gb G G# Ab A A# Bb B Cb B#'.split(' ');
    const pitches = [0, 1, 1, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 8, 8, 9, 10, 10, 11, 11, 0];
    expect(spelt.map((name) => parseKey(name)?.tonic)).toEqual(pitches);
    const signs = spelt.map((name) => name.replace('#', '♯').replace('b', '♭'));
    expect(signs.map((name) => parseKey(`${name} minor`))).toEqual(
      pitches.map((tonic) => ({ tonic, mode: 'minor' })),
    );
  });

  it('does not care about case and spaces, except that a lone M is major and m minor', () => {
    const words = { major: ['', 'major', 'maj', 'M'], minor: ['minor', 'min', 'm'] };
    for (const mode of modes)
      for (const word of words[mode])
        for (const written of word.length === 1 ? [word] : [word, word.toUpperCase(), `  ${word} `])
          for (const note of ['F#', 'f#', 'F #'])
            expect(parseKey(`${note}${written}`), `${note}${written}`).toEqual({ tonic: 6, mode });
    fc.assert(
      fc.property(key, (any) => {
        expect(parseKey(keyName(any).toUpperCase())).toEqual(any);
      }),
    );
  });

  it('reads Camelot codes as taggers write them', () => {
    for (const code of ['8A', '8a', '08A', ' 8 A '])
      expect(parseKey(code)).toEqual({ tonic: 9, mode: 'minor' });
    expect(parseKey('12B')).toEqual({ tonic: 4, mode: 'major' });
  });

  it.each([
    '',
    ' ',
    'H',
    'Gis',
    'major',
    'C##',
    'C dorian',
    'C minor 7',
    '13A',
    '0B',
    '00A',
    '8C',
    '012A',
    '8',
  ])('does not guess at %j', (text) => expect(parseKey(text)).toBeUndefined());

  it('never throws and never leaves the twelve pitch classes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('ABCDEFGabm#♭ 0189MinorMAJ')) }),
        (text) => {
          const read = parseKey(text);
          expect(read === undefined || (read.tonic >= 0 && read.tonic <= 11)).toBe(true);
        },
      ),
    );
  });
});
