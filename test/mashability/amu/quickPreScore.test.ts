import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import { amuTriple } from '../../../src/mashability/amu/amuTriple.js';
import type { PlacedStem } from '../../../src/mashability/features/placedStem.js';
import { prepareStem } from '../../../src/mashability/features/prepareStem.js';
import { quickPreScore } from '../../../src/mashability/amu/quickPreScore.js';
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

  it('hears shifts against each other only: both parts up by as much change nothing', () => {
    const [seed, part] = [placed(16), placed(16, 2)];
    const up = ({ stem, shift, from }: PlacedStem): PlacedStem => ({ stem, shift: shift + 3, from });
    const score = quickPreScore(seed, part, 'harmonic');
    expect(quickPreScore(up(seed), up(part), 'harmonic')).toBeCloseTo(score, 12);
    expect(quickPreScore(up(seed), part, 'harmonic')).not.toBeCloseTo(score, 3);
  });

  it('begins each part at its own first downbeat', () => {
    const [seed, part] = [placed(20), placed(18)];
    const whole = quickPreScore(seed, { ...part, from: 2 }, 'harmonic');
    expect(whole).not.toBeCloseTo(quickPreScore(seed, part, 'harmonic'), 6);
    const first = (stem: PlacedStem['stem'], from: number, beats: number): PlacedStem['stem'] =>
      prepareStem({
        beats,
        chroma: stem.features.chroma.slice(from * 12, (from + beats) * 12),
        onsets: stem.features.onsets.slice(from * 24, (from + beats) * 24),
        bands: stem.features.bands.slice(from * 3, (from + beats) * 3),
      });
    const cut = quickPreScore(
      { ...seed, stem: first(seed.stem, 0, 16) },
      { ...part, stem: first(part.stem, 2, 16) },
      'harmonic',
    );
    expect(whole).toBeCloseTo(cut, 9);
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
