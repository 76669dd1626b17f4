import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import { regridded } from '../../../src/mashability/features/regridded.js';
import { ruleFeatures, type RuleFeatures } from '../../../src/mashability/features/ruleFeatures.js';

const beatsAt = (bpm: number, count: number, from = 0): number[] =>
  Array.from({ length: count + 1 }, (_, i) => from + (i * 60) / bpm);

/** A note a beat, drawn from a scale, and a click on every half beat. */
function made(beats: readonly number[]): Float32Array {
  const random = randomFrom('regridded');
  const signal = new Float32Array(Math.ceil((beats[beats.length - 1] + 1) * 44_100));
  for (const [i, start] of beats.slice(0, -1).entries()) {
    const frequency = 220 * 2 ** (random.int(24) / 12);
    const [from, end] = [start, beats[i + 1]].map((time) => Math.round(time * 44_100));
    for (let n = from; n < end; n += 1) {
      const half = (n - from) % Math.round((end - from) / 2);
      signal[n] += 0.2 * Math.sin((2 * Math.PI * frequency * n) / 44_100);
      signal[n] += 0.5 * Math.exp(-half / 300) * (random.next() - 0.5);
    }
  }
  return signal;
}

function correlation(a: Float32Array, b: Float32Array): number {
  const centred = (values: Float32Array): Float32Array => {
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    return values.map((x) => x - mean);
  };
  const [x, y] = [centred(a), centred(b)];
  const dot = (p: Float32Array, q: Float32Array): number =>
    p.reduce((sum, value, i) => sum + value * q[i], 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

describe('regridded', () => {
  const own = beatsAt(120, 32, 0.25);
  const signal = made(own);
  const heard = ruleFeatures(signal, own);

  it('is the same on the same beats', () => {
    const same = regridded(heard, own, own);
    expect(correlation(same.chroma, heard.chroma)).toBeCloseTo(1, 6);
    expect([...same.onsets]).toEqual([...heard.onsets]);
    expect(correlation(same.bands, heard.bands)).toBeCloseTo(1, 6);
  });

  it('comes close to what is heard at other beats', () => {
    const beats = beatsAt(97, 24, 0.6);
    const [guessed, true_] = [regridded(heard, own, beats), ruleFeatures(signal, beats)];
    expect(guessed.beats).toBe(24);
    expect(correlation(guessed.chroma, true_.chroma)).toBeGreaterThan(0.9);
    expect(correlation(guessed.onsets, true_.onsets)).toBeGreaterThan(0.8);
  });

  it('is silent where the part does not sound', () => {
    const early: RuleFeatures = regridded(heard, own, beatsAt(120, 4, -10));
    expect([early.chroma, early.onsets, early.bands].every((values) => values.every((x) => x === 0))).toBe(
      true,
    );
  });
});
