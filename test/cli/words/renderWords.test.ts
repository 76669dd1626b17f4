import { describe, expect, it } from 'vitest';
import { renderWords, type RenderWords } from '../../../src/cli/words/renderWords.js';

const asked = (words: Omit<RenderWords, 'hasVocal'> & { readonly hasVocal?: boolean }) =>
  renderWords({ hasVocal: false, ...words });

describe('renderWords', () => {
  it.each<[Partial<RenderWords>, object]>([
    [{ id: 'ab' }, { kind: 'found', id: 'ab' }],
    [{ condition: 'matched' }, { kind: 'drawn', condition: 'matched' }],
    // As before: --vocal filters the draw.
    [
      { condition: 'matched', hasVocal: true },
      { kind: 'drawn', condition: 'matched' },
    ],
    [
      { id: 'ab', reroll: 'percussion' },
      { kind: 'rerolled', id: 'ab', anew: ['percussion'] },
    ],
    [
      { id: 'ab', lock: 'harmonic', reroll: 'percussion, vocal' },
      { kind: 'rerolled', id: 'ab', anew: ['vocal', 'percussion'] },
    ],
    [
      { harmonic: ['x'], hasVocal: true },
      { kind: 'named', harmonic: ['x'], percussion: [], shift: undefined },
    ],
    [
      { harmonic: ['x', 'y'], percussion: ['z'], shift: '−6', hasVocal: true },
      { kind: 'named', harmonic: ['x', 'y'], percussion: ['z'], shift: -6 },
    ],
    [
      { harmonic: ['x'], shift: '+2', hasVocal: true },
      { kind: 'named', shift: 2 },
    ],
  ])('understands %j', (words, wanted) => {
    expect(asked(words).wanted).toMatchObject(wanted);
  });

  it.each<[Partial<RenderWords>, RegExp]>([
    [{}, /give either an id or --condition, or --vocal with --harmonic/],
    [{ id: 'ab', harmonic: ['x'], hasVocal: true }, /give either/],
    [{ condition: 'matched', harmonic: ['x'], hasVocal: true }, /give either/],
    [{ harmonic: ['x'] }, /name the voice as well, by --vocal/],
    [
      { condition: 'matched', percussion: ['x'], shift: '1' },
      /2 problems[^]*--percussion: is for a pair[^]*--shift: is/,
    ],
    [{ harmonic: ['x'], shift: '7', hasVocal: true }, /--shift: .* -6 to 6 \(given: 7\)/],
    [{ harmonic: ['x'], shift: '1.5', hasVocal: true }, /given: 1.5/],
    [{ harmonic: ['x'], reroll: 'vocal', hasVocal: true }, /--reroll: give the id/],
    [{ id: 'ab', lock: 'vocal' }, /--lock: say with --reroll/],
    [{ id: 'ab', reroll: '' }, /--reroll: name vocal, harmonic, percussion, one or two/],
    [{ id: 'ab', reroll: 'drums' }, /drums is none of vocal/],
    [
      { id: 'ab', lock: 'vocal,percussion', reroll: 'percussion' },
      /percussion cannot be locked and chosen anew/,
    ],
    [{ id: 'ab', reroll: 'vocal,harmonic' }, /one of vocal and harmonic must stay/],
  ])('refuses %j', (words, reason) => {
    expect(() => asked(words)).toThrow(reason);
  });
});
