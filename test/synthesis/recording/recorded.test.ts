import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import { filterInPlace, peak, shelf } from '../../../src/synthesis/recording/biquads.js';
import { drawRecording, recorded } from '../../../src/synthesis/recording/recorded.js';

const rate = 44_100;
const tone = (hertz: number, seconds = 2, amplitude = 0.3): Float32Array =>
  Float32Array.from(
    { length: seconds * rate },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hertz * i) / rate),
  );
const level = (signal: Float32Array, from = 0, to = signal.length): number =>
  Math.sqrt(signal.subarray(from, to).reduce((sum, x) => sum + x * x, 0) / (to - from));
const decibels = (hertz: number, filter: ReturnType<typeof peak>): number => {
  const signal = tone(hertz);
  filterInPlace(signal, filter);
  return 20 * Math.log10(level(signal, rate) / level(tone(hertz), rate));
};

describe('the equaliser', () => {
  it('raises what it is told to', () => {
    expect(decibels(1000, peak(1000, 1, 4))).toBeCloseTo(4, 1);
    expect(decibels(50, peak(1000, 1, 4))).toBeCloseTo(0, 1);
    expect(decibels(15_000, shelf(4000, -6))).toBeCloseTo(-6, 0);
    expect(decibels(100, shelf(4000, -6))).toBeCloseTo(0, 1);
    expect(decibels(40, shelf(300, 3, true))).toBeCloseTo(3, 1);
    expect(decibels(8000, shelf(300, 3, true))).toBeCloseTo(0, 1);
  });
});

describe('recorded', () => {
  const plain = () => ({ sampleRate: rate, channels: [tone(440)] });

  it('has two channels of the same length that neither clip nor begin or end with a click', () => {
    for (let i = 0; i < 8; i += 1) {
      const { channels } = recorded(plain(), drawRecording(randomFrom(String(i))));
      expect(channels.map(({ length }) => length)).toEqual([2 * rate, 2 * rate]);
      for (const channel of channels) {
        expect(Math.abs(channel[0]) + Math.abs(channel[channel.length - 1])).toBeLessThan(1e-3);
        expect(channel.every((x) => Math.abs(x) <= 0.9)).toBe(true);
      }
    }
  });

  it('sounds on in its room, and not before', () => {
    const signal = new Float32Array(2 * rate);
    signal.set(tone(440, 0.5), rate);
    const room = { tail: 0.8, wet: 0.3, damping: 0.3 };
    const { channels } = recorded(
      { sampleRate: rate, channels: [signal] },
      { equaliser: [], room, loudness: -20 },
    );
    const [left, right] = channels;
    expect(level(left, 0, rate - 1)).toBe(0);
    expect(level(left, 1.55 * rate, 1.7 * rate)).toBeGreaterThan(0.01 * level(left, rate, 1.5 * rate));
    expect(left).not.toEqual(right);
  });

  it('keeps silence', () => {
    const silent = { sampleRate: rate, channels: [new Float32Array(rate)] };
    expect(level(recorded(silent, drawRecording(randomFrom('a'))).channels[0])).toBe(0);
  });
});
