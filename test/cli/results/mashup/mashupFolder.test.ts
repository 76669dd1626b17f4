import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mashupFolder, type FolderFacts } from '../../../../src/cli/results/mashup/mashupFolder.js';
import type { Clip } from '../../../../src/domain/clip.js';
import type { Condition } from '../../../../src/domain/condition.js';
import type { Recipe } from '../../../../src/domain/mashup.js';
import { clipOf } from '../../../support/clips.js';

const id = '0123456789abcdef0123';
const recipe = (condition: Condition = 'matched'): Recipe => ({
  seedClipId: 'v',
  condition,
  bars: 16,
  parts: (['vocal', 'harmonic', 'percussion'] as const).map((role, i) => ({
    ...{ role, clipId: 'vhp'[i], trackId: 't' },
    ...{ shift: 0, warp: true, stretch: 1, offset: 0 },
  })),
});
const clips = (vocal: string, harmonic: string): ReadonlyMap<string, Clip> =>
  new Map([
    ['v', clipOf('v', { title: vocal })],
    ['h', clipOf('h', { title: harmonic })],
    ['p', clipOf('p', { title: 'Drums' })],
  ]);
const folder = (
  names: ReadonlyMap<string, Clip>,
  facts: Partial<FolderFacts> = {},
  condition?: Condition,
): string => mashupFolder(id, recipe(condition), { clips: names, format: 'flac', muted: [], ...facts });

describe('mashupFolder', () => {
  it('names voice and harmonic part, and the id', () => {
    expect(folder(clips('Song', 'Other'))).toBe('Song over Other 01234567');
  });

  it('gives whatever is not the usual a folder of its own', () => {
    const names = clips('A', 'B');
    const all = [
      folder(names),
      folder(names, { format: 'mp3' }),
      folder(names, { format: 'wav' }),
      folder(names, { muted: ['vocal'] }),
      folder(names, { muted: ['percussion'] }),
      folder(names, { muted: ['vocal', 'percussion'] }),
      folder(names, { muted: ['vocal'], format: 'mp3' }),
      folder(names, {}, 'original'),
      folder(names, {}, 'unmatched-key'),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(folder(names, { muted: ['vocal', 'percussion'] })).toBe(
      folder(names, { muted: ['percussion', 'vocal'] }),
    );
    expect(all[5]).toBe('A over B 01234567, without percussion and vocal');
  });

  it('goes on where a source is gone', () => {
    expect(folder(new Map())).toBe('unknown over unknown 01234567');
  });

  it('keeps letters with marks whole, however they are written', () => {
    expect(folder(clips('Man\u0303ana', 'Café'))).toBe('Mañana over Café 01234567');
    expect(folder(clips('हिन्दी', 'ไทยเพลงนี้'))).toBe('हिन्दी over ไทยเพลงนี้ 01234567');
    expect(folder(clips('!!!', '???'))).toBe('unknown over unknown 01234567');
  });

  it('cuts long titles at forty letters, and no blank is left at the end', () => {
    expect(folder(clips('a'.repeat(41), `${'b'.repeat(39)} c`))).toBe(
      `${'a'.repeat(40)} over ${'b'.repeat(39)} 01234567`,
    );
  });

  it('fits a file system though every letter takes four bytes, and cuts none in two', () => {
    const long = '𠀋'.repeat(100);
    const name = folder(
      clips(`x${long}`, '漢'.repeat(100)),
      { format: 'mp3', muted: ['vocal', 'percussion'] },
      'unmatched-key-tempo',
    );
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    expect(name).not.toMatch(/\p{Cs}/u);
    expect(name).toContain('x𠀋');
  });

  it('is one plain name of a folder whatever songs are called', () => {
    const awkward = fc.string({
      unit: fc.constantFrom('/', '\\', '..', '\n', '\0', '"', '*', ':', 'é', '漢', '🎵', '-', ' ', 'a'),
    });
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), awkward);
    fc.assert(
      fc.property(text, text, (a, b) => {
        const name = folder(
          clips(a, b),
          { muted: ['vocal', 'percussion'], format: 'mp3' },
          'unmatched-key-tempo',
        );
        expect(name).not.toMatch(/[\p{Cc}\p{Cs}/\\"*:<>|?]/u);
        expect(name).not.toMatch(/^[-. ]/);
        expect(name).toContain('01234567');
        expect(name.length).toBeLessThanOrEqual(150);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      }),
    );
  });
});
