import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../src/domain/random.js';
import { amuTriple } from '../../src/mashability/amuTriple.js';
import type { PlacedStem } from '../../src/mashability/placedStem.js';
import { prepareStem } from '../../src/mashability/prepareStem.js';
import { quickPreScore } from '../../src/mashability/quickPreScore.js';
import { randomFeatures } from './randomFeatures.js';

const random = randomFrom('prescore');
const placed = (beats: number, shift = 0): PlacedStem => ({
  stem: prepareStem(randomFeatures(random, beats)),
  shift,
  from: 0,
});

describe('quickPreScore', () => {
  it('prefers the harmonic part that really fits, at its shift', () => {
    const seed = placed(16);
    const { features } = seed.stem;
    const up2 = features.chroma.map((_, i) => features.chroma[i - (i % 12) + (((i % 12) + 10) % 12)]);
    const stem = prepareStem({ ...features, chroma: up2 });
    const fitting = quickPreScore(seed, { stem, shift: -2, from: 0 }, 'harmonic');
    expect(fitting).toBeGreaterThan(quickPreScore(seed, { stem, shift: 2, from: 0 }, 'harmonic'));
    expect(fitting).toBeGreaterThan(quickPreScore(seed, placed(16), 'harmonic'));
  });

  it('does not look at the chroma of drums', () => {
    const [seed, drums] = [placed(16), placed(20)];
    const toneless = {
      ...drums,
      stem: prepareStem({ ...drums.stem.features, chroma: new Float32Array(240) }),
    };
    expect(quickPreScore(seed, toneless, 'percussion')).toBeCloseTo(
      quickPreScore(seed, drums, 'percussion'),
      12,
    );
    expect(quickPreScore(seed, drums, 'percussion')).toBeLessThanOrEqual(0.4);
  });

  it('orders harmonic parts as the triple does when the rest is equal', () => {
    const vocal = placed(16);
    const silent = {
      chroma: new Float32Array(192),
      onsets: new Float32Array(384),
      bands: new Float32Array(48),
    };
    const percussion = { stem: prepareStem({ beats: 16, ...silent }), shift: 0, from: 0 };
    const parts = Array.from({ length: 12 }, () => {
      const bands = new Float32Array(48).fill(1); // equal, so that the pair with the drums tells them not apart
      return { stem: prepareStem({ ...randomFeatures(random, 16), bands }), shift: 0, from: 0 };
    });
    const order = (score: (part: PlacedStem) => number) =>
      parts
        .map((part, i) => ({ i, score: score(part) }))
        .sort((a, b) => b.score - a.score)
        .map(({ i }) => i);
    expect(order((part) => quickPreScore(vocal, part, 'harmonic'))).toEqual(
      order((part) => amuTriple({ vocal, harmonic: part, percussion }, 'fixed').total),
    );
  });
});
