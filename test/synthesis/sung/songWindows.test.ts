import { describe, expect, it } from 'vitest';
import type { SungScore, WordedPart } from '../../../src/domain/music/sungScore.js';
import { songWindows } from '../../../src/synthesis/sung/songWindows.js';
import { sungSong } from '../../../src/synthesis/sung/sungSong.js';
import { line, note, part, score, singing, tick } from './sungScore.js';

const song = (parts: readonly WordedPart[], more: Partial<SungScore> = {}) =>
  sungSong(score(parts, more)) ?? expect.fail('no song');
const played = part(0, ...line(48));
/** In a time signature, its bars from `first` on (in quarters). */
const inMeter = (beats: number, unit: number, first = 0) =>
  songWindows(
    song([singing, played], {
      meters: [{ at: 0, beats, unit }],
      bars: [
        ...(first > 0 ? [0] : []),
        ...Array.from(
          { length: Math.floor(((64 - first) * unit) / (4 * beats)) + 1 },
          (_, bar) => (first + (bar * beats * 4) / unit) * tick,
        ),
      ],
    }),
    32,
  );

describe('songWindows', () => {
  it('begin with bars, do not overlap, and tell times in beats', () => {
    const windows = songWindows(song([singing, part(0, ...line(48), note(30, 36, 4))]), 32);
    expect(windows.map(({ firstBeat, beats, meter }) => [firstBeat, beats, meter])).toEqual([
      [0, 32, 4],
      [32, 32, 4],
    ]);
    expect(windows[0].voice[31]).toEqual({ from: 31, to: 32, pitch: 67 });
    expect(windows[0].accompaniment.at(-1)).toEqual({ from: 31, to: 32, pitch: 48 });
    // It began before, and goes on.
    expect(windows[1].accompaniment.find(({ pitch }) => pitch === 36)).toEqual({ from: 0, to: 2, pitch: 36 });
    expect(windows[0].relativeMajor).toBe(2);
  });

  it('leave out silence and changes of key', () => {
    const late = part(60, ...line(67, 24));
    expect(songWindows(song([late, played]), 32).map(({ firstBeat }) => firstBeat)).toEqual([8]);
    const keys = [
      { at: 0, fifths: 0 },
      { at: 20 * tick, fifths: -3 },
    ];
    const [only, ...others] = songWindows(song([singing, played], { keys }), 32);
    expect([only.firstBeat, only.relativeMajor, others]).toEqual([20, 3, []]);
  });

  it.each([
    // [beats of a window, its meter, beats from the first note to the second]
    { beats: 3, unit: 4, counted: [30, 3, 1] },
    { beats: 6, unit: 8, counted: [36, 6, 2] },
    { beats: 12, unit: 8, counted: [32, 4, 2 / 3] },
    { beats: 2, unit: 4, counted: [32, 4, 1] },
    { beats: 2, unit: 2, counted: [32, 4, 1] },
    { beats: 3, unit: 2, counted: [30, 3, 0.5] },
  ])('are whole bars, counted in the beats of the meter: $beats/$unit', ({ beats, unit, counted }) => {
    const [window] = inMeter(beats, unit);
    expect([window.beats, window.meter, window.voice[1].from]).toEqual(counted);
  });

  it('leave out meters that no clip has, and changes of the meter', () => {
    expect(inMeter(5, 4)).toEqual([]);
    const meters = [
      { at: 0, beats: 4, unit: 4 },
      { at: 16 * tick, beats: 4, unit: 4 },
      { at: 24 * tick, beats: 3, unit: 4 },
    ];
    expect(songWindows(song([singing, played], { meters }), 32)).toEqual([]);
  });

  it('begin after a pick-up, and lie where all bars are whole', () => {
    expect(inMeter(4, 4, 1).map(({ firstBeat }) => firstBeat)).toEqual([1]);
    const bars = [0, 4, 8, ...Array.from({ length: 14 }, (_, bar) => 10 + 4 * bar)];
    expect(
      songWindows(song([singing, played], { bars: bars.map((at) => at * tick) }), 32).map(
        ({ firstBeat }) => firstBeat,
      ),
    ).toEqual([10]);
  });
});
