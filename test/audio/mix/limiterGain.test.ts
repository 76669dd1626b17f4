import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxAverage } from '../../../src/audio/signal/boxAverage.js';
import { limiterGain } from '../../../src/audio/mix/limiterGain.js';
import { slidingMinimum } from '../../../src/audio/mix/slidingMinimum.js';
import { truePeak } from '../../../src/audio/mix/truePeak.js';
import { randomFrom } from '../../../src/domain/random.js';

const values = fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });
const reach = fc.integer({ min: 1, max: 20 });
const clamp = (i: number, length: number) => Math.min(length - 1, Math.max(0, i));
const around = (i: number, by: number) => Array.from({ length: 2 * by + 1 }, (_, k) => i - by + k);

describe('slidingMinimum', () => {
  it('is the plain minimum', () => {
    fc.assert(
      fc.property(values, reach, (list, by) => {
        const got = Float32Array.from(list);
        slidingMinimum(got, by);
        const plain = list.map((_, i) => Math.min(...list.slice(Math.max(0, i - by), i + by + 1)));
        expect(Array.from(got)).toEqual(plain);
      }),
    );
  });
});

describe('boxAverage', () => {
  it('is the plain mean, the ends going on', () => {
    fc.assert(
      fc.property(values, reach, (list, by) => {
        const got = Float32Array.from(list);
        boxAverage(got, by);
        list.forEach((_, i) => {
          const window = around(i, by).map((k) => list[clamp(k, list.length)]);
          expect(got[i]).toBeCloseTo(window.reduce((sum, x) => sum + x, 0) / window.length, 5);
        });
      }),
    );
  });
});

describe('limiterGain', () => {
  const rate = 8000;
  const noise = fc.tuple(fc.integer(), fc.double({ min: 0.5, max: 2, noNaN: true })).map(([seed, loud]) => {
    const random = randomFrom('limiter', String(seed));
    const burst = random.int(6000);
    return [0, 1].map(() =>
      Float32Array.from(
        { length: 8000 },
        (_, i) => random.range(-1, 1) * (i > burst && i < burst + 900 ? loud : 0.3),
      ),
    );
  });

  it('holds every true peak under the ceiling, and never does more than the loudest peak needs', () => {
    fc.assert(
      fc.property(noise, (channels) => {
        const ceiling = 0.8;
        const gain = limiterGain(channels, { ceiling, rate });
        const least = Math.min(1, ceiling / 10 ** (truePeak(channels) / 20));
        expect(gain.reduce((a, b) => Math.min(a, b))).toBeGreaterThanOrEqual(least - 1e-5);
        expect(gain.reduce((a, b) => Math.max(a, b))).toBeLessThanOrEqual(1 + 1e-6);
        const limited = channels.map((channel) => channel.map((x, i) => x * gain[i]));
        expect(truePeak(limited)).toBeLessThan(20 * Math.log10(ceiling) + 0.05);
      }),
      { numRuns: 20 },
    );
  });

  it('leaves quiet sound alone and moves without steps', () => {
    const signal = Float32Array.from({ length: 8000 }, (_, i) => 0.5 * Math.sin(i / 7));
    expect(new Set(limiterGain([signal], { ceiling: 0.8, rate }))).toEqual(new Set([1]));
    signal[4000] = 1.6;
    const gain = limiterGain([signal], { ceiling: 0.8, rate });
    const steps = Array.from(gain.subarray(1), (g, i) => Math.abs(g - gain[i]));
    // Half the way down at most in a reach of 20 samples.
    expect(Math.max(...steps)).toBeLessThan(0.5 / 20);
    expect(gain[3900]).toBe(1);
    expect(gain[4000]).toBeLessThan(0.51);
    expect(gain[7999]).toBeGreaterThan(0.99);
  });
});
