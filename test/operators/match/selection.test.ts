import { describe, expect, it } from 'vitest';
import { isNarrow, leftOut, sings } from '../../../src/operators/match/selection.js';
import { clipOf } from '../../support/clips.js';

const grid = clipOf('any').grid;
const song = { grid, source: { uri: '/Music/Abba/01 Waterloo.mp3', title: 'Waterloo', artist: 'ABBA' } };
const untagged = { grid, source: { uri: '/Music/x.mp3' } };

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

  it('reads an address as a path', () => {
    const addressed = { source: { uri: 'file:///Music/My%20Song%20%C3%A9.mp3' } };
    expect(leftOut({ vocal: [], exclude: ['my song é'] }, addressed)).toBe(true);
    expect(leftOut({ vocal: [], exclude: ['%20'] }, addressed)).toBe(false);
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

  it('voices are chosen by tempo too, both ends of the range included', () => {
    const at = (bpm: number): boolean =>
      sings({ vocal: [], exclude: [], bpmRange: [90, 110] }, { ...song, grid: { ...grid, bpm } });
    expect([89.9, 90, 100, 110, 110.1].map(at)).toEqual([false, true, true, true, false]);
  });

  it('is narrow when it leaves anything out', () => {
    const all = { vocal: [], exclude: [] };
    expect(
      [
        all,
        { ...all, vocal: ['x'] },
        { ...all, exclude: ['x'] },
        { ...all, bpmRange: [90, 110] as const },
      ].map(isNarrow),
    ).toEqual([false, true, true, true]);
  });
});
