import { describe, expect, test } from 'vitest';
import { vocalActivity } from '../../../src/audio/voice/vocalActivity.js';
import { vocalFrames } from '../../../src/audio/voice/vocalFrames.js';
import { vocalShare } from '../../../src/audio/voice/vocalShare.js';

const rate = 44_100;
/** A tone of some loudness at each second. */
const tone = (hz: number, loud: readonly number[]): Float32Array =>
  Float32Array.from({ length: loud.length * rate }, (_, i) => {
    return loud[Math.floor(i / rate)] * Math.sin((2 * Math.PI * hz * i) / rate);
  });
const sum = (a: Float32Array, b: Float32Array): Float32Array => a.map((x, i) => x + b[i]);

describe('vocal activity', () => {
  const band = tone(110, [0.4, 0.4, 0.4, 0.4, 0.4, 0.4]);
  const voice = tone(440, [0, 0.3, 0.3, 0, 0, 0.3]);

  test('share of each beat in which the voice sounds', () => {
    const frames = vocalFrames(voice, sum(voice, band), rate);
    const beats = [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6];
    const activity = vocalActivity(frames, beats, rate);
    expect(activity).toHaveLength(12);
    expect([...activity].map(Math.round)).toEqual([0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1]);
    expect(vocalShare(voice, sum(voice, band), rate)).toBeCloseTo(0.5, 0.15);
  });

  test('what a separator leaves of the band is no voice', () => {
    const left = band.map((x) => 0.03 * x);
    expect(vocalShare(left, band, rate)).toBe(0);
    expect(vocalShare(new Float32Array(rate), band.subarray(0, rate), rate)).toBe(0);
    expect(vocalShare(new Float32Array(0), new Float32Array(0), rate)).toBe(0);
  });

  test('a voice alone sounds nearly always', () => {
    const alone = tone(300, [0.2, 0.2, 0.2]);
    expect(vocalShare(alone, alone, rate)).toBe(1);
  });
});
