import { describe, expect, it } from 'vitest';
import type { Clip } from '../../src/domain/clip.js';
import { playedAsIs, playedBeats, playedUnder, voiceGrid } from '../../src/mashability/played.js';
import { clipOf } from '../support/clips.js';

/** 16 bars at 120 bpm from 1 s on, of which each role plays 12. */
const clip: Clip = { ...clipOf('a'), bars: 12, starts: { vocal: 3, harmonic: 2, percussion: 2 } };
const fast = clipOf('fast', { bpm: 236 });

describe('playedUnder', () => {
  it('begins a part where its group of bars does, under its own voice with that', () => {
    expect(playedUnder(fast, clip, 'harmonic')).toEqual({ startBar: 2, beatRatio: 2 });
    expect(playedUnder(clip, clip, 'harmonic')).toEqual({ startBar: 3 });
    expect(playedUnder(clip, fast, 'percussion')).toEqual({ beatRatio: 0.5 });
  });

  it('leaves beats as they are where mashups are drawn by the method', () => {
    expect(playedAsIs(fast, clip, 'percussion')).toEqual({ startBar: 2 });
    expect(playedAsIs(clip, fast, 'percussion')).toEqual({});
  });
});

describe('the bars of a clip', () => {
  it('of its voice are those from where that starts on, on the clock of the audio', () => {
    const { beats, downbeats } = voiceGrid(clip);
    expect([beats[0], beats.at(-1), beats.length]).toEqual([1 + 3 * 2, 1 + 15 * 2, 12 * 4 + 1]);
    expect(downbeats).toEqual(Array.from({ length: 12 }, (_, bar) => 4 * bar));
  });

  it('of a part are those that it says, counted as it says; else those of its role', () => {
    expect(playedBeats(clip, { role: 'harmonic' })[0]).toBe(5);
    const half = playedBeats(clip, { role: 'harmonic', startBar: 3, beatRatio: 2 });
    expect([half[0], half[1], half.length]).toEqual([7, 7.25, 2 * 48 + 1]);
  });

  it('of clips of earlier versions are all', () => {
    expect(voiceGrid(fast)).toBe(fast.grid);
    expect(playedBeats(fast, { role: 'vocal' })).toEqual(fast.grid.beats);
  });
});
