import { describe, expect, it } from 'vitest';
import type { Note } from '../../../src/domain/music/score.js';
import type { SungScore, WordedPart } from '../../../src/domain/music/sungScore.js';
import { sungSong } from '../../../src/synthesis/sung/sungSong.js';
import { songWindows } from '../../../src/synthesis/sung/songWindows.js';

const tick = 960;
const note = (beat: number, pitch: number, beats = 1): Note => ({
  ...{ kind: 'note', at: beat * tick, duration: beats * tick, pitch, velocity: 80 },
});
const part = (words: number, ...events: readonly Note[]): WordedPart => ({
  name: '',
  channel: 0,
  words,
  events,
});
const line = (pitch: number, from = 0, to = 64): readonly Note[] =>
  Array.from({ length: to - from }, (_, i) => note(from + i, pitch));

const score = (parts: readonly WordedPart[], more: Partial<SungScore> = {}): SungScore => ({
  ...{ ticksPerBeat: tick, parts, tempi: [], meters: [], chords: [], end: 64 * tick },
  keys: [{ at: 0, fifths: 2 }],
  bars: Array.from({ length: 16 }, (_, bar) => bar * 4 * tick),
  ...more,
});
const singing = part(60, ...line(67));

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

describe('songWindows', () => {
  const song = (parts: readonly WordedPart[], more: Partial<SungScore> = {}) =>
    sungSong(score(parts, more)) ?? expect.fail('no song');

  it('begin with bars, do not overlap, and tell times in beats', () => {
    const windows = songWindows(song([singing, part(0, ...line(48), note(30, 36, 4))]), 32);
    expect(windows.map(({ firstBeat }) => firstBeat)).toEqual([0, 32]);
    expect(windows[0].voice[31]).toEqual({ from: 31, to: 32, pitch: 67 });
    expect(windows[0].accompaniment.at(-1)).toEqual({ from: 31, to: 32, pitch: 48 });
    // It began before, and goes on.
    expect(windows[1].accompaniment.find(({ pitch }) => pitch === 36)).toEqual({ from: 0, to: 2, pitch: 36 });
    expect(windows[0].relativeMajor).toBe(2);
  });

  it('leave out silence and changes of key', () => {
    const late = part(60, ...line(67, 24));
    expect(songWindows(song([late, part(0, ...line(48))]), 32).map(({ firstBeat }) => firstBeat)).toEqual([
      8,
    ]);
    const keys = [
      { at: 0, fifths: 0 },
      { at: 20 * tick, fifths: -3 },
    ];
    const [only, ...others] = songWindows(song([singing, part(0, ...line(48))], { keys }), 32);
    expect([only.firstBeat, only.relativeMajor, others]).toEqual([20, 3, []]);
  });
});
