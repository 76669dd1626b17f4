import { describe, expect, it } from 'vitest';
import { sungSong } from '../../../src/synthesis/sung/sungSong.js';
import { note, part, score, singing, tick } from './sungScore.js';

describe('sungSong', () => {
  it('is the part with the most words, and the others that have few', () => {
    const song = sungSong(
      score([part(0, note(0, 40)), singing, part(50, note(0, 72)), part(2, note(1, 50))]),
    );
    expect(song?.voice).toHaveLength(64);
    expect(song?.accompaniment.map(({ pitch }) => pitch)).toEqual([40, 50]);
  });

  it('plays the symbols where there is nothing else to play', () => {
    const chords = Array.from({ length: 16 }, (_, i) => ({
      ...{ at: i * 4 * tick, root: 7, intervals: i === 15 ? [] : [0, 4, 7] },
      ...(i === 1 && { bass: 11 }),
    }));
    const song = sungSong(score([singing], { chords }));
    const at = (beat: number): readonly number[] =>
      (song?.accompaniment ?? []).filter((each) => each.at === beat * tick).map(({ pitch }) => pitch);
    expect(at(0)).toEqual([43, 55, 59, 62]);
    expect(at(4)).toEqual([47, 55, 59, 62]);
    expect(at(60)).toEqual([]);
    expect(song?.accompaniment[0].duration).toBe(4 * tick);
  });

  it('is nothing where nobody sings, or nothing is played', () => {
    expect(sungSong(score([part(10, note(0, 60)), part(0, note(0, 40))]))).toBeUndefined();
    expect(sungSong(score([singing]))).toBeUndefined();
  });
});
