import { describe, expect, it } from 'vitest';
import { leeTriple, type LeePart } from '../../../src/mashability/lee/leeTriple.js';
import { prepareStem } from '../../../src/mashability/features/prepareStem.js';

function part(pitches: readonly (number | null)[], bpm: number, shift = 0, from = 0): LeePart {
  const beats = pitches.length;
  const chroma = Float32Array.from({ length: beats * 12 }, (_, i) =>
    i % 12 === pitches[Math.floor(i / 12)] ? 1 : 0,
  );
  const features = {
    beats,
    chroma,
    onsets: new Float32Array(beats * 24),
    bands: new Float32Array(beats * 3),
  };
  return { stem: prepareStem(features), bpm, shift, from };
}

describe('leeTriple', () => {
  it('lays the vocal over the sum of the other two as they are placed', () => {
    const vocal = part([0, 0, 7], 120);
    const harmonic = part([9, 2, 2, 9], 100, -2, 1); // heard as C C G
    const percussion = part([null, null, null], 60);
    const score = leeTriple({ vocal, harmonic, percussion });
    expect(score.harmonic).toBeCloseTo(1, 6);
    expect(score.texture).toBeCloseTo(1 - (2 * 0.622459 - 1), 5);
    expect(score.tempo).toBeCloseTo(0.1, 12); // 100 against 120 is near, 60 is not
    expect(score.total).toBeCloseTo(score.harmonic * score.texture + 0.1, 12);
  });

  it('lets tuned drums count', () => {
    const score = leeTriple({ vocal: part([0], 120), harmonic: part([0], 120), percussion: part([1], 120) });
    expect(score.harmonic).toBeCloseTo(Math.SQRT1_2, 6);
  });
});
