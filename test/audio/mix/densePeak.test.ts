import { describe, expect, it } from 'vitest';
import { densePeak } from '../../../src/audio/mix/densePeak.js';
import { truePeak } from '../../../src/audio/mix/truePeak.js';

/** Two tones of amplitude 0.5 that meet at sample 500 + `phase`. */
function meeting(a: number, b: number, phase: number): Float32Array {
  return Float32Array.from({ length: 1000 }, (_, n) => {
    const t = 2 * Math.PI * (n - 500 - phase);
    const edge = 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / 1000);
    return edge * (0.5 * Math.cos(a * t) + 0.5 * Math.cos(b * t));
  });
}

describe('densePeak', () => {
  it.each([
    [0.21, 0.34, 0.125],
    [0.13, 0.29, 0.375],
    [0.02, 0.31, 0.62],
  ])('reads tones of %d and %d of the sample rate that meet between two samples', (a, b, phase) => {
    const signal = meeting(a, b, phase);
    const dense = densePeak([signal], truePeak([signal]));
    expect(dense).toBeGreaterThan(-0.03);
    expect(dense).toBeLessThan(0.01);
  });

  it('finds what the fourfold reading misses', () => {
    const found = Array.from({ length: 16 }, (_, k) => {
      const signal = meeting(0.02, 0.31, k / 16);
      return [truePeak([signal]), densePeak([new Float32Array(1000), signal], truePeak([signal]))];
    });
    expect(Math.min(...found.map(([fourfold]) => fourfold))).toBeLessThan(-0.05);
    expect(Math.min(...found.map(([, dense]) => dense))).toBeGreaterThan(-0.04);
  });

  it('is −Infinity for silence', () => expect(densePeak([new Float32Array(100)], -Infinity)).toBe(-Infinity));
});
