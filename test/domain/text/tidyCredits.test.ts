import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tidyCredits } from '../../../src/domain/text/tidyCredits.js';

describe('tidyCredits', () => {
  it('leaves tidy credits alone, and makes lines of what has several', () => {
    const credits = { title: 'Björk – Jóga 🎵', artist: 'שלום', licence: 'CC0' };
    expect(tidyCredits(credits)).toEqual({ credits, notes: [] });
    expect(tidyCredits({})).toEqual({ credits: {}, notes: [] });
    expect(tidyCredits({ title: ' a\r\n\tb ', licence: 'x'.repeat(500) })).toEqual({
      credits: { title: 'a b', licence: 'x'.repeat(500) },
      notes: [],
    });
  });

  it('cuts what is longer than 500 characters, between characters, and says so', () => {
    const { credits, notes } = tidyCredits({
      title: 'x'.repeat(501),
      artist: '🎵'.repeat(1000),
      licence: 'x',
    });
    expect(credits).toEqual({ title: `${'x'.repeat(499)}…`, artist: `${'🎵'.repeat(249)}…`, licence: 'x' });
    expect(notes).toEqual([
      'its title had 501 characters and was cut to 500',
      'its artist had 2000 characters and was cut to 500',
    ]);
  });

  it.each(['\0', '\u001b', '\u007f', '\u009b', '\u202e', '\u2066', '\ud83d'])(
    'takes %j out, and says so',
    (hidden) => {
      const { credits, notes } = tidyCredits({ title: `a${hidden}${hidden}b`, artist: hidden });
      expect(credits).toEqual({ title: 'a b' });
      expect(notes).toEqual([
        'characters that nobody sees were taken out of its title',
        'characters that nobody sees were taken out of its artist',
      ]);
    },
  );

  it('has nothing left to do with what it made', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', ' ', '\n', '\0', '\u202e', '\ud83d', '🎵', 'é', 'xyz'.repeat(100)),
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, text, (title, artist) => {
        const { credits } = tidyCredits({ title, artist });
        expect(tidyCredits(credits)).toEqual({ credits, notes: [] });
      }),
    );
  });
});
