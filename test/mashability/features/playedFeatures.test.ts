import { describe, expect, it } from 'vitest';
import type { Clip } from '../../../src/domain/clip.js';
import { playedFeatures } from '../../../src/mashability/features/playedFeatures.js';
import type { RuleFeatures } from '../../../src/mashability/features/ruleFeatures.js';
import { clipOf } from '../../support/clips.js';

/** Chroma and bands of a beat are its number; one stroke on each beat, as strong as that. */
const features: RuleFeatures = {
  beats: 64,
  chroma: Float32Array.from({ length: 64 * 12 }, (_, i) => Math.floor(i / 12)),
  onsets: Float32Array.from({ length: 64 * 24 }, (_, i) => (i % 24 === 0 ? i / 24 : 0)),
  bands: Float32Array.from({ length: 64 * 3 }, (_, i) => Math.floor(i / 3)),
};
const clip: Clip = { ...clipOf('a'), bars: 12, starts: { vocal: 0, harmonic: 2, percussion: 2 } };
const firsts = ({ chroma, onsets, bands }: RuleFeatures, beat: number): readonly number[] => [
  chroma[beat * 12],
  onsets[beat * 24],
  bands[beat * 3],
];

describe('playedFeatures', () => {
  it('takes the bars that are played', () => {
    const played = playedFeatures(features, { clip, role: 'harmonic' });
    expect(played.beats).toBe(48);
    expect(firsts(played, 0)).toEqual([8, 8, 8]);
    expect(firsts(played, 47)).toEqual([55, 55, 55]);
    expect([played.chroma.length, played.onsets.length, played.bands.length]).toEqual([576, 1152, 144]);
    expect(playedFeatures(features, { clip: clipOf('a'), role: 'vocal' })).toEqual(features);
  });

  it('in half time a beat is two, of which the first is struck; a stroke may have fallen a subdivision earlier or later', () => {
    const played = playedFeatures(features, { clip, role: 'harmonic', beatRatio: 2 });
    expect(played.beats).toBe(96);
    expect([firsts(played, 2), firsts(played, 3)]).toEqual([
      [9, 4.5, 9],
      [9, 0, 9],
    ]);
    const low = [...played.onsets].filter((_, i) => i % 2 === 0);
    expect(low.slice(2 * 12 - 2, 2 * 12 + 3)).toEqual([0, 2.25, 4.5, 2.25, 0]);
  });

  it('in double time two beats are one, with the second stroke in its middle', () => {
    const played = playedFeatures(features, { clip, role: 'harmonic', beatRatio: 0.5 });
    expect(played.beats).toBe(24);
    expect(firsts(played, 1)).toEqual([10.5, 10, 10.5]);
    expect(played.onsets[24 + 12]).toBe(11);
  });
});
