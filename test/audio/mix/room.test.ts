import { describe, expect, it } from 'vitest';
import { integratedLoudness } from '../../../src/audio/loudness/integratedLoudness.js';
import { loudnessWithin } from '../../../src/audio/loudness/loudnessWithin.js';
import type { Parts } from '../../../src/audio/mix/balanceGains.js';
import { bandPart } from '../../../src/audio/mix/bandPart.js';
import { mixdown } from '../../../src/audio/mix/mixdown.js';
import { openness } from '../../../src/audio/mix/openness.js';
import { truePeak } from '../../../src/audio/mix/truePeak.js';
import type { Stretch } from '../../../src/domain/music/stretch.js';
import { randomFrom } from '../../../src/domain/random.js';
import { singVoice } from '../../support/singVoice.js';

const sampleRate = 22_050;
const seconds = 12;
const sung: readonly Stretch[] = [
  [2, 5],
  [8, 10],
];
const noise = (name: string, level: number): readonly Float32Array[] => {
  const random = randomFrom(name);
  return [0, 1].map(() =>
    Float32Array.from({ length: seconds * sampleRate }, () => level * random.range(-1, 1)),
  );
};
const { signal: voice } = singVoice({ seconds, phrases: sung, sampleRate });
/** A voice over bleed that sounds all the time. */
const vocal = (bleed = 0.01): readonly Float32Array[] =>
  noise('bleed', bleed).map((channel) => channel.map((x, i) => x + voice[i]));
const parts = (bleed?: number): Parts => ({
  vocal: vocal(bleed),
  harmonic: noise('harmonic', 0.1),
  percussion: noise('percussion', 0.1),
});
const power = (signal: Float32Array, from: number, to: number): number =>
  signal.slice(from * sampleRate, to * sampleRate).reduce((sum, x) => sum + x * x, 0);
const decibels = (ratio: number): number => 10 * Math.log10(ratio);
/** Change of a stem's level from what it was, its mix's gain apart, dB. */
function change(role: 'vocal' | 'harmonic' | 'percussion', from: number, to: number, ducked = true): number {
  const before = parts()[role] ?? [];
  const { stems, gains } = mixdown(parts(), { sampleRate, sung, ducked });
  const [a, b] = [before[0], stems[role]?.[0] ?? new Float32Array()];
  return decibels(power(b, from, to) / power(a, from, to)) - (gains[role] ?? 0);
}

describe('the gate of the voice', () => {
  it('leaves what is sung as it is, the breath before and the end after it', () => {
    for (const [from, to] of [
      [2, 5],
      [1.7, 2],
      [5, 5.4],
      [8, 10],
      [7.7, 8],
    ])
      expect(Math.abs(change('vocal', from, to))).toBeLessThan(0.1);
  });

  it('turns what only bled down by 12 dB and more', () => {
    for (const [from, to] of [
      [0.2, 1.6],
      [5.7, 7.6],
      [10.7, 11.5],
    ])
      expect(change('vocal', from, to)).toBeLessThan(-12);
  });

  it('is away where the voice is muted or where it sings is not known', () => {
    for (const options of [{ sung, muted: ['vocal'] as const }, { sung: [] }, {}]) {
      const { stems, gains } = mixdown(parts(), { sampleRate, ...options });
      for (const role of ['vocal', 'harmonic'] as const) {
        const [before, after] = [parts()[role]?.[0] ?? [], stems[role]?.[0] ?? []];
        const factor = 10 ** ((gains[role] ?? 0) / 20);
        for (const at of [1, 3, 6])
          expect(after[at * sampleRate]).toBeCloseTo(factor * before[at * sampleRate], 6);
      }
    }
  });

  it('opens and closes without a step', () => {
    const open = openness(
      sung,
      { length: seconds * sampleRate, rate: sampleRate },
      { before: 0.3, after: 0.4, attack: 0.03, release: 0.2 },
    );
    let most = 0;
    for (let i = 1; i < open.length; i++) most = Math.max(most, Math.abs(open[i] - open[i - 1]));
    expect(most).toBeLessThan(0.003);
    expect(open[Math.round(1.66 * sampleRate)]).toBe(0);
    expect(open[Math.round(1.7 * sampleRate)]).toBe(1);
  });
});

describe('ducking', () => {
  const tone = (hz: number): Float32Array =>
    Float32Array.from(
      { length: seconds * sampleRate },
      (_, i) => 0.2 * Math.sin((2 * Math.PI * hz * i) / sampleRate),
    );
  const heard = (hz: number, from: number, to: number, ducked = true): number => {
    const { stems, gains } = mixdown(
      { vocal: vocal(), harmonic: [tone(hz), tone(hz)] },
      { sampleRate, sung, ducked },
    );
    return (
      decibels(power(stems.harmonic?.[0] ?? tone(0), from, to) / power(tone(hz), from, to)) -
      (gains.harmonic ?? 0)
    );
  };

  it.each([1000, 1400, 2000, 2800, 4000])('takes 1 to 2 dB at %d Hz while the voice sings', (hz) => {
    expect(heard(hz, 2.1, 4.9)).toBeLessThan(-0.99);
    expect(heard(hz, 2.1, 4.9)).toBeGreaterThan(-2);
    expect(Math.abs(heard(hz, 6, 7.5))).toBeLessThan(0.01);
    expect(Math.abs(heard(hz, 2.1, 4.9, false))).toBeLessThan(0.01);
  });

  it('leaves lows and highs', () => {
    for (const hz of [200, 9500]) expect(heard(hz, 2.1, 4.9)).toBeGreaterThan(-0.35);
  });

  it('turns no phase: a tone in its band comes through in step', () => {
    const [before, after] = [tone(2000), bandPart(tone(2000), [1000, 4000], sampleRate)];
    const product = before.reduce((sum, x, i) => sum + x * after[i], 0);
    const norm = Math.sqrt(power(before, 0, seconds) * power(after, 0, seconds));
    expect(product / norm).toBeGreaterThan(0.9999);
  });

  it('is not heard as a noise of its own: a low tone gets no new frequencies', () => {
    const { stems } = mixdown({ vocal: vocal(), harmonic: [tone(300), tone(300)] }, { sampleRate, sung });
    const high = bandPart(stems.harmonic?.[0] ?? tone(0), [3000, 8000], sampleRate);
    expect(decibels(power(high, 1, 11) / power(stems.harmonic?.[0] ?? tone(0), 1, 11))).toBeLessThan(-70);
  });
});

describe('the mix with room for a voice', () => {
  it('is at −14 LUFS under −1 dBTP, and is the sum of its stems', () => {
    const { mix, stems, limited } = mixdown(parts(), { sampleRate, sung });
    expect(integratedLoudness({ sampleRate, channels: mix })).toBeCloseTo(-14, 1);
    expect(truePeak(mix)).toBeLessThanOrEqual(-1 + 1e-6);
    expect(limited).toBe(0);
    const sum = (i: number): number => Object.values(stems).reduce((total, stem) => total + stem[0][i], 0);
    for (let i = 0; i < mix[0].length; i += 97) expect(Math.abs(sum(i) - mix[0][i])).toBeLessThan(1e-6);
  });

  it('sets the voice 1 dB over the accompaniment where it sings, whatever else its stem holds', () => {
    const loud = (): readonly Float32Array[] =>
      noise('pad', 0.4).map((channel) =>
        channel.map((x, i) =>
          sung.some(([from, to]) => i >= (from - 0.2) * sampleRate && i < (to + 0.2) * sampleRate)
            ? voice[i]
            : x,
        ),
      );
    const others = (): Parts => ({ harmonic: noise('harmonic', 0.1) });
    const gainOver = (options: { readonly sung?: readonly Stretch[] }): number => {
      const { stems } = mixdown({ vocal: loud(), ...others() }, { sampleRate, ducked: false, ...options });
      const { vocal: channels = [], harmonic = [] } = stems;
      return (
        (loudnessWithin({ sampleRate, channels }, sung) ?? 0) -
        (integratedLoudness({ sampleRate, channels: harmonic }) ?? 0)
      );
    };
    expect(gainOver({ sung })).toBeCloseTo(1, 1);
    expect(gainOver({})).toBeLessThan(-3);
  });
});
