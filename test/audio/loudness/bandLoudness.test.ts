import { describe, expect, it } from 'vitest';
import { bandLoudness } from '../../../src/audio/loudness/bandLoudness.js';

const rate = 44_100;
const sine = (frequency: number, amplitude: number, seconds = 2): Float32Array =>
  Float32Array.from(
    { length: seconds * rate },
    (_, i) => amplitude * Math.sin((2 * Math.PI * frequency * i) / rate),
  );
const decibels = (x: number): number => 10 * Math.log10(x);

describe('bandLoudness', () => {
  it('puts a sine into its band, with the A-weighted power', () => {
    // IEC 61672-1, table 3: weights at 100 Hz, 1 kHz and 8 kHz.
    const cases = [
      [100, 0, -19.1],
      [1000, 1, 0],
      [8000, 2, -1.1],
    ];
    for (const [frequency, band, weight] of cases) {
      const bands = bandLoudness(sine(frequency, 0.5), [0.5, 1, 1.5]);
      expect(bands).toHaveLength(6);
      expect(decibels(bands[band])).toBeCloseTo(decibels(0.125) + weight, 0);
      const others = [0, 1, 2].filter((i) => i !== band);
      for (const other of others) expect(bands[other]).toBeLessThan(1e-3 * bands[band]);
    }
  });

  it('is a mean, so a longer beat is not louder, and follows the loudness from beat to beat', () => {
    const signal = sine(1000, 0.5, 4).map((x, i) => (i < 2 * rate ? x : x / 10));
    const bands = bandLoudness(signal, [0.5, 1, 1.8, 2.5, 3, 3.9]);
    expect(bands[4] / bands[1]).toBeCloseTo(1, 3);
    expect(bands[10] / bands[1]).toBeCloseTo(0.01, 4);
    expect(bands[13] / bands[1]).toBeCloseTo(0.01, 3);
  });

  it('is 0 outside the signal', () => {
    expect([...bandLoudness(sine(1000, 1), [-2, -1, -0.5])]).toEqual(new Array(6).fill(0));
  });
});
