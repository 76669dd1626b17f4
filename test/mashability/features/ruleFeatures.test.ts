import { describe, expect, it } from 'vitest';
import { ruleFeatures } from '../../../src/mashability/features/ruleFeatures.js';

const rate = 44_100;
const grid = (bpm: number, start: number, count: number) =>
  Array.from({ length: count }, (_, n) => start + (n * 60) / bpm);

/** A low stroke with a tone of A on every beat of 120 bpm from 0.4 s on. */
const signal = new Float32Array(6 * rate);
for (const at of grid(120, 0.4, 10))
  for (let i = 0; i < 0.3 * rate; i++) {
    const t = i / rate;
    signal[Math.round(at * rate) + i] +=
      Math.exp(-t / 0.08) * (0.3 * Math.sin(2 * Math.PI * 60 * t) + 0.2 * Math.sin(2 * Math.PI * 440 * t));
  }

const kickCells = (onsets: Float32Array): number[] => {
  const kicks = Array.from({ length: onsets.length / 2 }, (_, i) => onsets[2 * i]);
  return kicks.flatMap((value, i) => (value > Math.max(...kicks) / 2 ? [i] : []));
};

describe('ruleFeatures', () => {
  it('describes a stem on its own grid, which need not start at 0', () => {
    const { beats, chroma, onsets, bands } = ruleFeatures(signal, grid(120, 0.4, 9));
    expect([beats, chroma.length, onsets.length, bands.length]).toEqual([8, 96, 192, 24]);
    for (let n = 0; n < beats; n++) {
      const row = [...chroma.slice(n * 12, n * 12 + 12)];
      expect(row.indexOf(Math.max(...row))).toBe(9);
      expect(bands[n * 3 + 1]).toBeGreaterThan(bands[n * 3 + 2]);
    }
    expect(kickCells(onsets)).toEqual([0, 12, 24, 36, 48, 60, 72, 84]);
  });

  it('on the grid of a faster seed, unwarped and moved, shows the clash', () => {
    // The seed's beats, 0.4 s apart, as times of the part, which starts 0.1 s later.
    const times = grid(150, 0.4 - 0.1, 9);
    const { onsets } = ruleFeatures(signal, times);
    // The part sounds 0.1 s late: at 0.1, 0.6, 1.1 … s after the seed's first beat, of twelve cells to 0.4 s.
    expect(kickCells(onsets)).toEqual(
      [0.1, 0.6, 1.1, 1.6, 2.1, 2.6, 3.1].map((t) => Math.round((t / 0.4) * 12)),
    );
  });

  it('hands the tuning on to the chroma', () => {
    const flat = ruleFeatures(signal, [0.4, 0.9], { tuning: 50 }).chroma;
    expect(flat[8] / flat[9]).toBeGreaterThan(0.5);
    expect(ruleFeatures(signal, [0.4, 0.9]).chroma[8] / flat[9]).toBeLessThan(0.5);
  });
});
