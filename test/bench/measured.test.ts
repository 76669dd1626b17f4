import { describe, expect, it } from 'vitest';
import { constantQChroma, resolving } from '../../bench/measured/constantQChroma.js';
import { measuredFit, spearman } from '../../bench/measured/measuredFit.js';

/** Two seconds of tones (MIDI pitches), with four overtones each. */
function chord(pitches: readonly number[]): Float32Array {
  return Float32Array.from({ length: 2 * 44_100 }, (_, n) =>
    pitches.reduce((sum, pitch) => {
      const angle = (2 * Math.PI * 440 * 2 ** ((pitch - 69) / 12) * n) / 44_100;
      return sum + [1, 2, 3, 4].reduce((tone, k) => tone + (0.1 * Math.sin(k * angle)) / k, 0);
    }, 0),
  );
}

const chromaOf = (pitches: readonly number[]): Float64Array => constantQChroma(chord(pitches), 44_100);

it('constant-Q chroma hears a tone where it is, in any octave', () => {
  for (const pitch of [45, 62, 71, 88]) {
    const row = [...chromaOf([pitch]).subarray(120, 132)];
    expect(row.indexOf(Math.max(...row))).toBe(pitch % 12);
  }
});

it('constant-Q chroma does not hear a pure tone a semitone beside it; with windows half as long it does', () => {
  const tone = Float32Array.from({ length: 2 * 44_100 }, (_, n) =>
    Math.sin((2 * Math.PI * 440 * n) / 44_100),
  );
  const besideA = (periods: number): number => {
    const row = constantQChroma(tone, 44_100, periods).subarray(120, 132);
    return Math.max(row[8], row[10]) / row[9];
  };
  expect(besideA(resolving)).toBeLessThan(0.05);
  expect(besideA(resolving / 2)).toBeGreaterThan(0.4);
});

describe('measuredFit', () => {
  it('is high where the voice sings a tone of the chord, and low a semitone beside it', () => {
    const harmony = chromaOf([48, 52, 55]);
    const fits = [-1, 0, 1].map((shift) => measuredFit(chromaOf([64]), harmony, shift));
    expect(fits[1]).toBeGreaterThan(fits[0] + 0.1);
    expect(fits[1]).toBeGreaterThan(fits[2] + 0.1);
  });

  it('finds what a shift would do', () => {
    const [voice, harmony] = [chromaOf([69, 72]), chromaOf([66, 69])];
    const fits = Array.from({ length: 7 }, (_, i) => measuredFit(voice, harmony, i - 3));
    expect(fits.indexOf(Math.max(...fits)) - 3).toBe(3);
  });

  it('of silence is 0', () => {
    const silence = constantQChroma(new Float32Array(44_100), 44_100);
    expect(measuredFit(silence, silence, 0)).toBe(0);
  });
});

it('spearman looks at ranks alone, and shares them among equals', () => {
  expect(spearman([1, 2, 30], [4, 5, 6])).toBeCloseTo(1, 12);
  expect(spearman([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
  expect(spearman([1, 1, 2, 3], [1, 2, 3, 3])).toBeCloseTo(4 / 4.5, 12);
  expect(spearman([1, 1], [2, 3])).toBe(0);
});
