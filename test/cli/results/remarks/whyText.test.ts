import { describe, expect, it } from 'vitest';
import { whyText } from '../../../../src/cli/results/remarks/whyText.js';
import type { Clip } from '../../../../src/domain/clip.js';
import type { Mashup, Part } from '../../../../src/domain/mashup.js';
import { amuTerms } from '../../../../src/mashability/amu/amuTerms.js';
import { clipOf } from '../../../support/clips.js';

const part = (role: Part['role'], clipId: string, shift: number, stretch: number): Part => ({
  ...{ role, clipId, trackId: clipId, shift, stretch, warp: role !== 'vocal', offset: 0 },
});
const mashup: Mashup = {
  ...{ mashupId: 'm', seedClipId: 'v', condition: 'matched', bars: 16, score: 0.841 },
  axes: { harmonic: 0.605, rhythmic: 0.72, spectral: 0.46 },
  parts: [part('vocal', 'v', 0, 1), part('harmonic', 'h', -2, 1.077), part('percussion', 'p', 0, 1.061)],
};
const withBars = (clip: Clip, bars: number): Clip => {
  const beats = Array.from({ length: bars * 4 + 1 }, (_, i) => (i * 60) / clip.grid.bpm);
  return { ...clip, bars, grid: { ...clip.grid, beats } };
};
interface Lengths {
  readonly v?: number;
  readonly h?: number;
  readonly p?: number;
  readonly bpm?: number;
}
const why = (
  over: Partial<Mashup> = {},
  { v = 16, h = 16, p = 16, bpm = 140 }: Lengths = {},
  scorer = 'amu',
) => {
  const clips = [
    withBars({ ...clipOf('v', { bpm, tonic: 7, mode: 'minor' }), keyConfidence: 0.859 }, v),
    withBars({ ...clipOf('h', { bpm: 130, tonic: 0 }), keyConfidence: 0.62 }, h),
    withBars(clipOf('p', { bpm: 132 }), p),
  ];
  return whyText(
    { ...mashup, ...over },
    { scorer, clips: new Map(clips.map((clip) => [clip.clipId, clip])) },
  );
};

describe('whyText', () => {
  it('names each term in plain words with its value and weight, what is done to the parts, and how sure the keys are', () => {
    expect(why()).toEqual([
      'score 0.841 by amu: harmony 0.60 (notes agree, weight 1), rhythm 0.72 (kick and snare meet, weight 0.2), ' +
        'balance 0.46 (even from low to high, weight 0.2)',
      'harmony: −2 semitones (C major; the voice is in G minor), 1.08 × as fast (130.0 → 140.0 bpm)',
      'drums: 1.06 × as fast (132.0 → 140.0 bpm)',
      '16 bars, all that the voice has',
      'key confidence: voice 85 %, harmony 62 %',
    ]);
  });

  it('gives the weights by which the score is made', () => {
    const [text] = why();
    const terms = [...text.matchAll(/ (\d\.\d+) \([^)]*, weight ([\d.]+)\)/g)].map(([, value, weight]) => [
      Number(value),
      Number(weight),
    ]);
    const sum = terms.reduce((total, [value, weight]) => total + value * weight, 0);
    expect(sum).toBeCloseTo(amuTerms(0.6, 0.72, 0.46).total);
  });

  it.each<[string, number, Lengths]>([
    ['16 bars, 8 because the harmonic part has only 8', 8, { h: 8 }],
    ['16 bars, 8 because the percussion part has only 8', 8, { p: 8, h: 12 }],
    ['16 bars, 8 because the harmonic and the percussion parts have only 8', 8, { p: 8, h: 8 }],
    ['12 bars, all that the voice has', 12, { v: 12 }],
    ['8 bars, all that the voice has (a voice under 64 bpm has 8)', 8, { v: 8, bpm: 60 }],
    [
      '24 bars, 16 because the harmonic and the percussion parts have only 16 (a voice over 153 bpm has 24)',
      16,
      { v: 24, bpm: 160 },
    ],
    ["4 of the voice's 16 bars", 4, {}],
  ])('%s', (text, bars, lengths) => {
    expect(why({ bars }, lengths).at(-2)).toBe(text);
  });

  it('tells what the network says first, where dualnet judged', () => {
    const axes = { harmonic: 0.3, network: 0.25, rhythmic: 0.1 };
    expect(why({ axes }, {}, 'dualnet')[0]).toMatch(
      /by dualnet: network 0.25 \(voice and harmony belong together, weight of the model\), harmony 0.30 \(.*, weight of the model\), rhythm 0.10 \(.*, weight 0.1\)$/,
    );
  });

  it('knows the terms of lee, and shows those of a scorer that it does not know as they are', () => {
    expect(why({ axes: { harmonic: 0.9, texture: 0.7, tempo: 0.2 } }, {}, 'lee')[0]).toMatch(
      /by lee: harmony 0\.90 \(.*, times texture\), texture 0\.70 \(.*, times harmony\), tempo 0\.20 \(.*, added\)$/,
    );
    expect(why({ axes: { 'o\u001bdd': 0.5 } }, {}, 'new')[0]).toBe('score 0.841 by new: o\uFFFDdd 0.50');
  });

  it('says of parts that keep their key or their tempo that they do', () => {
    const parts = [mashup.parts[0], { ...part('harmonic', 'h', 0, 1), warp: false }];
    expect(why({ parts })[1]).toBe(
      'harmony: not shifted (C major; the voice is in G minor), at its own 130.0 bpm',
    );
    expect(why({ parts: [mashup.parts[0], part('harmonic', 'h', 1, 1)] })[1]).toMatch(
      /^harmony: \+1 semitone \(/,
    );
  });
});
