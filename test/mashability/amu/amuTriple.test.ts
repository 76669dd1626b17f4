import { describe, expect, it } from 'vitest';
import { plainAmu } from '../../../bench/plainAmu.js';
import { randomFrom } from '../../../src/domain/random.js';
import { amuTriple } from '../../../src/mashability/amu/amuTriple.js';
import { amuTriples } from '../../../src/mashability/amu/amuTriples.js';
import type { PlacedStem } from '../../../src/mashability/features/placedStem.js';
import { firstBeats, prepareStem } from '../../../src/mashability/features/prepareStem.js';
import { randomFeatures } from './randomFeatures.js';

const random = randomFrom('triple');
const placed = (beats: number, shift = 0, from = 0): PlacedStem => ({
  stem: prepareStem(randomFeatures(random, beats)),
  shift,
  from,
});

const cos = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((s, x, i) => s + x * b[i], 0) / Math.hypot(...a) / Math.hypot(...b);

/** A placed part written out as it sounds: cut, and its chroma rolled up. */
function written({ stem: { features }, shift, from }: PlacedStem, beats: number) {
  const rows = [...features.chroma].slice(from * 12, (from + beats) * 12);
  return {
    chroma: rows.map((_, i) => rows[i - (i % 12) + (((i % 12) - shift + 24) % 12)]),
    onsets: [...features.onsets].slice(from * 24, (from + beats) * 24),
    bands: [...features.bands].slice(from * 3, (from + beats) * 3),
  };
}

function plainPair(a: PlacedStem, b: PlacedStem, beats: number): number {
  const [x, y] = [written(a, beats), written(b, beats)];
  const beta = [0, 1, 2].map((i) =>
    [...x.bands, ...y.bands].reduce((s, v, j) => s + (j % 3 === i ? v : 0), 0),
  );
  const sum = beta[0] + beta[1] + beta[2];
  const std = Math.sqrt(beta.reduce((s, v) => s + (v / sum - 1 / 3) ** 2, 0) / 3);
  return cos(x.chroma, y.chroma) + 0.2 * cos(x.onsets, y.onsets) + 0.2 * (1 - std);
}

describe('amuTriple', () => {
  it('fixed: the mean of the three pairs at the parts’ own shifts and places, over the shortest part', () => {
    const [vocal, harmonic, percussion] = [placed(32), placed(40, -2, 4), placed(28, 0, 8)];
    const beats = 20;
    const expected =
      (plainPair(vocal, harmonic, beats) +
        plainPair(vocal, percussion, beats) +
        plainPair(harmonic, percussion, beats)) /
      3;
    expect(amuTriple({ vocal, harmonic, percussion }, 'fixed').total).toBeCloseTo(expected, 12);
  });

  it('fixed: a harmonic part shifted into place matches, and not otherwise', () => {
    const vocal = placed(16);
    const { features } = vocal.stem;
    const up3 = features.chroma.map((_, i) => features.chroma[i - (i % 12) + (((i % 12) - 3 + 12) % 12)]);
    const harmonic = { stem: prepareStem({ ...features, chroma: up3 }), shift: -3, from: 0 };
    const percussion = {
      stem: prepareStem({ ...features, chroma: new Float32Array(16 * 12) }),
      shift: 0,
      from: 0,
    };
    expect(amuTriple({ vocal, harmonic, percussion }, 'fixed').harmonic).toBeCloseTo(1 / 3, 12);
    expect(
      amuTriple({ vocal, harmonic: { ...harmonic, shift: 3 }, percussion }, 'fixed').harmonic,
    ).toBeLessThan(0.3);
  });

  it('paper: the mean of three free maxima, the base cut to the shortest part', () => {
    const [vocal, harmonic, percussion] = [placed(24), placed(30), placed(20)];
    const best = (base: PlacedStem, candidate: PlacedStem): number =>
      Math.max(...plainAmu(firstBeats(base.stem.features, 20), candidate.stem.features).total);
    const expected = (best(vocal, harmonic) + best(vocal, percussion) + best(harmonic, percussion)) / 3;
    const score = amuTriple({ vocal, harmonic, percussion }, 'paper');
    expect(score.total).toBeCloseTo(expected, 9);
    expect(score.total).toBeGreaterThanOrEqual(amuTriple({ vocal, harmonic, percussion }, 'fixed').total);
  });
});

describe('amuTriples', () => {
  it('gives every triple the score it has alone, also where lengths differ', () => {
    const vocal = placed(32);
    const harmonics = [placed(40, 2), placed(24, -1), placed(32)];
    const percussions = [placed(28), placed(64)];
    const grid = amuTriples(vocal, harmonics, percussions);
    expect(grid.map((row) => row.length)).toEqual([2, 2, 2]);
    harmonics.forEach((harmonic, h) =>
      percussions.forEach((percussion, p) =>
        expect(grid[h][p]).toEqual(amuTriple({ vocal, harmonic, percussion }, 'fixed')),
      ),
    );
  });
});
