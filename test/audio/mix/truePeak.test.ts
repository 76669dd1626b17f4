import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peakAfter, truePeakBound } from '../../../src/audio/mix/truePeakFilter.js';
import { truePeak } from '../../../src/audio/mix/truePeak.js';
import { randomFrom } from '../../../src/domain/random.js';

const sine = (rate: number, hertz: number, phase: number, level = 0.5): Float32Array =>
  Float32Array.from(
    { length: 4000 },
    (_, i) =>
      Math.min(1, i / 500, (4000 - i) / 500) * level * Math.sin((2 * Math.PI * hertz * i) / rate + phase),
  );

describe('truePeak', () => {
  // EBU Tech 3341 (2016), table 1, tests 15–19: +0.2 / −0.4 dB; sines of −6 dBFS whose samples miss the crests.
  it.each([
    [4, 0],
    [4, Math.PI / 4],
    [6, Math.PI / 3],
    [8, Math.PI / 8],
  ])('reads a sine of a %d-th of the sample rate (phase %f) right', (part, phase) => {
    const peak = truePeak([sine(48_000, 48_000 / part, phase)]);
    expect(peak).toBeGreaterThan(-6.02 - 0.4);
    expect(peak).toBeLessThan(-6.02 + 0.2);
  });

  it('finds a peak between two samples that no sample reaches', () => {
    const signal = new Float32Array(64);
    signal.set([0.9, 0.9], 30);
    expect(truePeak([signal])).toBeGreaterThan(0.9);
  });

  it('finds peaks at the edges, in any channel, and is never below the samples', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: 100 }),
        (samples) => {
          const signal = Float32Array.from(samples);
          let plain = Math.max(...samples.map(Math.abs));
          for (let at = -1; at < signal.length; at++) plain = Math.max(plain, peakAfter(signal, at));
          expect(truePeak([new Float32Array(signal.length), signal])).toBeCloseTo(20 * Math.log10(plain), 9);
        },
      ),
    );
  });

  it('bounds what interpolation can make of samples', () => {
    const random = randomFrom('bound');
    for (let n = 0; n < 200; n++) {
      const signal = Float32Array.from({ length: 12 }, () => (random.next() < 0.5 ? -1 : 1));
      expect(peakAfter(signal, 5)).toBeLessThanOrEqual(truePeakBound);
    }
  });

  it('is −Infinity for silence', () => expect(truePeak([new Float32Array(100)])).toBe(-Infinity));
});
