import { describe, expect, it } from 'vitest';
import { groupStart } from '../../../src/mashability/features/groupStart.js';
import type { RuleFeatures } from '../../../src/mashability/features/ruleFeatures.js';

/** Bars of four beats: the chord of a bar by its number, the same stroke on each beat, one kind of sound. */
function music(bars: number, chordOf: (bar: number) => number): RuleFeatures {
  const beats = 4 * bars;
  const chroma = new Float32Array(beats * 12);
  const onsets = new Float32Array(beats * 24);
  for (let beat = 0; beat < beats; beat += 1) {
    const root = chordOf(Math.floor(beat / 4));
    for (const step of [0, 4, 7]) chroma[beat * 12 + ((root + step) % 12)] = 1;
    onsets[beat * 24] = 1;
  }
  return { beats, chroma, onsets, bands: new Float32Array(beats * 3).fill(1) };
}

/** Chords that change with every fourth bar from `first` on. */
const changing = (bars: number, first: number): RuleFeatures =>
  music(bars, (bar) => 5 * Math.floor((bar + 4 - first) / 4));

describe('groupStart', () => {
  it.each([0, 1, 2, 3])('is the bar with which a group of four begins: %i', (first) => {
    expect(groupStart([changing(20, first)], { meter: 4, bars: 16 })).toBe(first);
  });

  it('is told by whichever part changes', () => {
    const steady = music(20, () => 0);
    expect(groupStart([steady, changing(20, 3), steady], { meter: 4, bars: 16 })).toBe(3);
  });

  it('is the first bar where there is no choice, or nothing changes', () => {
    expect(groupStart([changing(16, 2)], { meter: 4, bars: 16 })).toBe(0);
    expect(groupStart([changing(17, 2)], { meter: 4, bars: 16 })).toBe(0);
    expect(groupStart([music(20, () => 7)], { meter: 4, bars: 16 })).toBe(0);
  });

  it('leaves room for all bars that are played', () => {
    for (const first of [0, 1, 2, 3])
      for (const spare of [0, 1, 2, 3])
        expect(groupStart([changing(8 + spare, first)], { meter: 4, bars: 8 })).toBeLessThanOrEqual(spare);
  });
});
