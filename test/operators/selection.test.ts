import { describe, expect, it } from 'vitest';
import { leftOut, sings } from '../../src/operators/selection.js';

const song = { source: { uri: '/Music/Abba/01 Waterloo.mp3', title: 'Waterloo', artist: 'ABBA' } };
const untagged = { source: { uri: '/Music/x.mp3' } };

describe('selection', () => {
  it.each(['waterloo', 'abba', '/music/ABBA', '01 Water', '.mp3'])('%s names the song', (word) => {
    expect(leftOut({ vocal: [], exclude: [word] }, song)).toBe(true);
    expect(sings({ vocal: [word], exclude: [] }, song)).toBe(true);
    expect(sings({ vocal: [word], exclude: [word] }, song)).toBe(false);
  });

  it('a word does not reach over from one field to the next, nor name what is not there', () => {
    expect(leftOut({ vocal: [], exclude: ['mp3waterloo', 'mp3 waterloo', 'undefined', 'null'] }, song)).toBe(
      false,
    );
    expect(leftOut({ vocal: [], exclude: ['undefined', 'null'] }, untagged)).toBe(false);
  });

  it('one of several words is enough', () => {
    expect(leftOut({ vocal: [], exclude: ['nobody', 'abba'] }, song)).toBe(true);
    expect(sings({ vocal: ['nobody', 'abba'], exclude: [] }, song)).toBe(true);
    expect(sings({ vocal: ['nobody'], exclude: [] }, song)).toBe(false);
  });

  it('without words all sing and none is left out', () => {
    expect(sings({ vocal: [], exclude: [] }, untagged)).toBe(true);
    expect(leftOut({ vocal: ['abba'], exclude: [] }, song)).toBe(false);
  });
});
