import { describe, expect, test } from 'vitest';
import { decimate } from '../../../src/audio/signal/decimate.js';
import { lagSimilarity } from '../../../src/audio/rhythm/lagSimilarity.js';
import { onsetChannels } from '../../../src/audio/onsets/onsetChannels.js';
import { tempoCandidates } from '../../../src/audio/rhythm/tempoCandidates.js';
import { tempogram } from '../../../src/audio/rhythm/tempogram.js';
import { playSong } from '../../support/playSong.js';

const { stems, beats } = playSong({ bpm: 120, seconds: 12, start: 0.5 });
const onsets = onsetChannels(stems);
const strongestNear = (x: Float32Array, time: number): number =>
  Math.max(
    ...x.subarray(
      Math.max(0, Math.round((time - 0.03) * onsets.rate)),
      Math.round((time + 0.03) * onsets.rate),
    ),
  );

describe('onsetChannels', () => {
  test('kick and snare are told apart', () => {
    const kick = strongestNear(onsets.channels.kick, beats[4]);
    expect(strongestNear(onsets.channels.kick, beats[5])).toBeLessThan(0.4 * kick);
    expect(strongestNear(onsets.channels.snare, beats[5])).toBeGreaterThan(0.5);
  });

  test('a missing stem has no onsets; no stems, no frames', () => {
    const { channels } = onsetChannels({ sampleRate: 44_100, other: stems.other });
    expect(channels.kick.every((x) => x === 0)).toBe(true);
    expect(channels.other.some((x) => x > 0)).toBe(true);
    expect(onsetChannels({ sampleRate: 44_100 }).frames).toBe(0);
  });

  test('the beat is among the tempi worth following', () => {
    const gram = tempogram(onsets.mixed, {
      rate: onsets.rate,
      lowest: 0.2,
      highest: 15,
      step: 0.02,
      window: 8,
    });
    expect(gram.at(2)).toBeGreaterThan(gram.at(2.3));
    expect(tempoCandidates(gram, 16).some((bpm) => Math.abs(bpm - 120) < 1)).toBe(true);
  });

  test('it repeats after a bar, not after a bar and a bit', () => {
    const curves = [onsets.channels.kick, onsets.channels.snare];
    expect(lagSimilarity(curves, 2 * onsets.rate)).toBeGreaterThan(0.8);
    expect(lagSimilarity(curves, 2.2 * onsets.rate)).toBeLessThan(0.3);
    const wave = Float32Array.from({ length: 4000 }, (_, t) => Math.sin((2 * Math.PI * t) / 33.5));
    expect(lagSimilarity([wave], 33.5)).toBeGreaterThan(lagSimilarity([wave], 33) + 0.003);
    expect(lagSimilarity([new Float32Array(50)], 10)).toBe(0);
  });
});

describe('decimate', () => {
  const tone = (hz: number): Float32Array =>
    Float32Array.from({ length: 8000 }, (_, i) => Math.sin((2 * Math.PI * hz * i) / 44_100));
  const level = (x: Float32Array): number =>
    Math.sqrt(x.subarray(200, -200).reduce((s, v) => s + v * v, 0) / (x.length - 400));

  test('keeps what fits without delay, drops what does not', () => {
    const whole = tone(2000);
    const kept = decimate(whole, 4);
    expect(kept).toHaveLength(2000);
    const errors = kept.subarray(100, 1900).map((x, i) => Math.abs(x - whole[4 * (i + 100)]));
    expect(Math.max(...errors)).toBeLessThan(0.01);
    expect(level(decimate(tone(9000), 4))).toBeLessThan(0.02);
  });
});
