import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amplitude } from '../../../src/audio/loudness/amplitude.js';
import type { Parts } from '../../../src/audio/mix/balanceGains.js';
import { integratedLoudness } from '../../../src/audio/loudness/integratedLoudness.js';
import { mixdown } from '../../../src/audio/mix/mixdown.js';
import { densePeak } from '../../../src/audio/mix/densePeak.js';
import { truePeak } from '../../../src/audio/mix/truePeak.js';
import { randomFrom } from '../../../src/domain/random.js';

const sampleRate = 16_000;
const seconds = 3;
const length = seconds * sampleRate;
const decibels = (x: number) => 20 * Math.log10(x);

/** Stereo noise with bursts: `crest` times louder for a hundredth of each half second. */
function noise(name: string, level: number, crest = 1): readonly Float32Array[] {
  const random = randomFrom(name);
  return [0.9, 1].map((side) =>
    Float32Array.from(
      { length },
      (_, i) => side * level * random.range(-1, 1) * (i % (sampleRate / 2) < sampleRate / 200 ? crest : 1),
    ),
  );
}

const copy = (parts: Parts): Parts =>
  Object.fromEntries(
    Object.entries(parts).map(([role, channels]) => [role, channels.map((channel) => channel.slice())]),
  );

/** Largest difference between the sum of the stems and the mix, samples where the limiter works left out by `where`. */
function sumError(stems: Parts, mix: readonly Float32Array[]): number {
  let worst = 0;
  mix.forEach((channel, c) =>
    channel.forEach((x, i) => {
      const sum = Object.values(stems).reduce((total, stem) => total + stem[c][i], 0);
      worst = Math.max(worst, Math.abs(sum - x));
    }),
  );
  return worst;
}

const partsArbitrary = fc
  .record({
    seed: fc.integer(),
    vocal: fc.double({ min: -60, max: 6, noNaN: true }),
    harmonic: fc.double({ min: -60, max: 6, noNaN: true }),
    percussion: fc.double({ min: -60, max: 6, noNaN: true }),
    crest: fc.double({ min: 1, max: 40, noNaN: true }),
  })
  .map(({ seed, vocal, harmonic, percussion, crest }) => ({
    vocal: noise(`vocal ${seed}`, amplitude(vocal)),
    harmonic: noise(`harmonic ${seed}`, amplitude(harmonic)),
    percussion: noise(`percussion ${seed}`, amplitude(percussion), crest),
  }));

describe('mixdown', () => {
  it('never passes −1 dBTP, limits by at most 3 dB, is at −14 LUFS or says that it is quieter', () => {
    fc.assert(
      fc.property(partsArbitrary, (parts) => {
        const result = mixdown(parts, { sampleRate });
        const peak = truePeak(result.mix);
        const loudness = integratedLoudness({ channels: result.mix, sampleRate }) ?? 0;
        expect(peak).toBeLessThanOrEqual(-1 + 1e-6);
        // Never less than the fourfold reading, and below the ceiling by a denser one as well.
        expect(result.truePeak).toBeCloseTo(Math.max(peak, densePeak(result.mix, peak)), 6);
        expect(result.truePeak).toBeLessThanOrEqual(-1 + 1e-6);
        expect(result.loudness).toBeCloseTo(loudness, 3);
        expect(result.limited).toBeLessThanOrEqual(3);
        expect(result.limited).toBeGreaterThanOrEqual(0);
        expect(result.quieter).toBe(loudness < -14.1);
        if (!result.quieter) expect(Math.abs(loudness + 14)).toBeLessThan(0.11);
        // Quieter only with the limiter at its limit.
        if (result.quieter) expect(result.limited).toBeGreaterThan(2.8);
      }),
      { numRuns: 15 },
    );
  });

  it('limits no sample by more than it says, and none where it says nothing', () => {
    for (const crest of [1, 12]) {
      const parts = { harmonic: noise('h', 0.1), percussion: noise('p', 0.1, crest) };
      const { mix, stems, limited } = mixdown(parts, { sampleRate });
      expect(limited > 0).toBe(crest > 1);
      let least = 1;
      mix[0].forEach((x, i) => {
        const sum = Object.values(stems).reduce((total, stem) => total + stem[0][i], 0);
        if (Math.abs(sum) > 0.01) least = Math.min(least, x / sum);
      });
      expect(decibels(least)).toBeCloseTo(-limited, 2);
    }
  });

  it('gives stems that sum to the mix where nothing was limited', () => {
    const parts = { vocal: noise('v', 0.3), harmonic: noise('h', 0.01), percussion: noise('p', 0.7) };
    const { mix, stems, limited } = mixdown(parts, { sampleRate });
    expect(limited).toBe(0);
    expect(sumError(stems, mix)).toBeLessThan(1e-6);
  });

  it('gives the gains that it used: between the fades a stem is its part times its gain', () => {
    const parts = { vocal: noise('v', 0.3), harmonic: noise('h', 0.01) };
    const before = copy(parts);
    const { stems, gains } = mixdown(parts, { sampleRate });
    for (const role of ['vocal', 'harmonic'] as const)
      for (const i of [5000, 20_000, 40_000])
        expect(stems[role]?.[1][i]).toBeCloseTo((before[role]?.[1][i] ?? 0) * amplitude(gains[role] ?? 0), 6);
  });

  it('puts the vocal 1 dB over the accompaniment and percussion level with harmonic, however loud they came', () => {
    const { stems } = mixdown(
      { vocal: noise('v', 0.02), harmonic: noise('h', 0.9), percussion: noise('p', 0.1) },
      { sampleRate },
    );
    const loudness = (channels: readonly Float32Array[]) => integratedLoudness({ channels, sampleRate }) ?? 0;
    const { vocal = [], harmonic = [], percussion = [] } = stems;
    const accompaniment = harmonic.map((channel, c) => channel.map((x, i) => x + percussion[c][i]));
    expect(loudness(vocal) - loudness(accompaniment)).toBeCloseTo(1, 2);
    expect(loudness(percussion) - loudness(harmonic)).toBeCloseTo(0, 2);
  });

  it('begins and ends without a click', () => {
    const loud = Float32Array.from({ length }, () => 0.5).map((x, i) => x * Math.cos(i / 20));
    const { mix } = mixdown({ harmonic: [loud, loud.slice()] }, { sampleRate });
    for (const [channel] of [mix]) {
      const edge = [...channel.subarray(0, 8), ...channel.subarray(-8)];
      expect(Math.max(...edge.map(Math.abs))).toBeLessThan(0.01);
    }
    // Nothing jumps further than the sound itself does.
    const step = (from: number, to: number) => {
      let most = 0;
      for (let i = from + 1; i < to; i++) most = Math.max(most, Math.abs(mix[0][i] - mix[0][i - 1]));
      return most;
    };
    expect(step(0, 800)).toBeLessThanOrEqual(step(8000, 16_000) * 1.01);
    expect(step(length - 6000, length)).toBeLessThanOrEqual(step(8000, 16_000) * 1.01);
  });

  it('parts come in and go out when they are told to', () => {
    const edges = {
      vocal: { in: [0.5, 0.6], out: [2, 2.5] },
      harmonic: { in: [1, 1.1], out: [2.8, 4] },
    } as const;
    const { stems } = mixdown({ vocal: noise('v', 0.3), harmonic: noise('h', 0.3) }, { sampleRate, edges });
    const loudest = (role: 'vocal' | 'harmonic', from: number, to: number): number => {
      const part = (stems[role]?.[0] ?? new Float32Array()).subarray(from * sampleRate, to * sampleRate);
      return part.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    };
    expect([loudest('vocal', 0, 0.5), loudest('vocal', 2.5, 3), loudest('harmonic', 0, 1)]).toEqual([
      0, 0, 0,
    ]);
    const [full, opening, closing] = [
      loudest('vocal', 1, 1.5),
      loudest('vocal', 0.5, 0.52),
      loudest('vocal', 2.45, 2.5),
    ];
    expect(opening).toBeLessThan(0.2 * full);
    expect(closing).toBeLessThan(0.1 * full);
    // A fade that ends after the part does is cut off.
    expect(loudest('harmonic', 2.95, 3)).toBeGreaterThan(0.5 * loudest('harmonic', 1.5, 2));
  });

  it('leaves muted parts out of the mix and keeps their stems', () => {
    const parts = { vocal: noise('v', 0.3), harmonic: noise('h', 0.3) };
    const { mix, stems, gains } = mixdown(parts, { sampleRate, muted: ['vocal'] });
    expect(sumError({ harmonic: stems.harmonic ?? [] }, mix)).toBeLessThan(1e-6);
    expect(stems.vocal?.[0].some((x) => x !== 0)).toBe(true);
    expect(Object.keys(gains).sort()).toEqual(['harmonic', 'vocal']);
  });

  it('takes a silent part, and refuses when nothing sounds or shapes differ', () => {
    const silent = [new Float32Array(length), new Float32Array(length)];
    const { gains, quieter } = mixdown({ vocal: silent, harmonic: noise('h', 0.1) }, { sampleRate });
    expect(Number.isFinite(gains.vocal)).toBe(true);
    expect(quieter).toBe(false);
    expect(() => mixdown({ vocal: silent }, { sampleRate })).toThrow(/none of them sounds/);
    expect(() => mixdown({ harmonic: noise('h', 0.1) }, { sampleRate, muted: ['harmonic'] })).toThrow(
      /muted/,
    );
    expect(() => mixdown({}, { sampleRate })).toThrow(/same number/);
    expect(() =>
      mixdown({ vocal: silent, harmonic: [new Float32Array(5), new Float32Array(5)] }, { sampleRate }),
    ).toThrow(/same number/);
  });
});
