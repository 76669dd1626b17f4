import { describe, expect, test } from 'vitest';
import { tatumFrames } from '../../../src/audio/rhythm/tatumFrames.js';
import { phaseAt, tatumTrack } from '../../../src/audio/rhythm/tatumTrack.js';

const rate = 100;
/** Soft peaks at some times, 30 s. */
function peaks(times: readonly number[]): Float32Array {
  const out = new Float32Array(30 * rate);
  for (const time of times)
    for (let t = Math.floor(time * rate) - 3; t <= time * rate + 4; t++)
      if (t >= 0 && t < out.length) out[t] += Math.max(0, 1 - Math.abs(t - time * rate) / 3);
  return out;
}
const every = (period: number, start: number): number[] =>
  Array.from({ length: Math.floor((30 - start) / period) }, (_, i) => start + i * period);

describe('tatumTrack', () => {
  test('finds a pulse from a frequency 1 % off, to a few milliseconds', () => {
    const at = every(0.125, 0.061);
    const track = tatumTrack(peaks(at), { rate, frequency: 8 * 1.01, window: 6 });
    const pulses = tatumFrames(track, 30 * rate);
    const errors = at.map((time) =>
      Math.min(...[...pulses.at].map((frame) => Math.abs(frame / rate - time))),
    );
    expect(Math.max(...errors)).toBeLessThan(0.006);
    expect(track.concentration).toBeGreaterThan(0.8);
  });

  test('some seconds played half a beat late do not bend it', () => {
    const at = every(0.5, 0.1).map((time) => (time > 12 && time < 16 ? time + 0.25 : time));
    const track = tatumTrack(peaks(at), { rate, frequency: 8, window: 6 });
    for (const time of [2.1, 8.1, 20.1, 28.1]) {
      const phase = phaseAt(track, time * rate);
      expect(Math.abs(phase - Math.round(phase))).toBeLessThan(0.05);
    }
  });

  test('bears silence', () => {
    const track = tatumTrack(new Float32Array(500), { rate, frequency: 8, window: 6 });
    expect(track.concentration).toBe(0);
    expect(track.phase.every(Number.isFinite)).toBe(true);
  });
});
