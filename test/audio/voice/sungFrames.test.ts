import { describe, expect, test } from 'vitest';
import { sungFrames } from '../../../src/audio/voice/sungFrames.js';
import type { VocalFrames } from '../../../src/audio/voice/vocalFrames.js';
import { amplitude } from '../../../src/audio/loudness/amplitude.js';
import { holdPad } from '../../support/holdPad.js';
import { playSong } from '../../support/playSong.js';
import { singVoice } from '../../support/singVoice.js';

const rate = 22_050;
const seconds = 24;
const phrases = [
  [2, 5],
  [5.2, 7],
  [10, 14],
  [18, 21.5],
] as const;
const { signal: voice, sings } = singVoice({ seconds, phrases, sampleRate: rate });
const { stems } = playSong({ bpm: 120, seconds, sampleRate: rate });
const rest = stems.drums.map((x, i) => x + stems.bass[i] + stems.other[i]);

const rms = (signal: Float32Array, where: (time: number) => boolean = () => true): number => {
  const heard = signal.filter((_, i) => where(i / rate));
  return Math.sqrt(heard.reduce((sum, x) => sum + x * x, 0) / heard.length);
};
const share = ({ sounding }: VocalFrames): number => sounding.reduce((a, b) => a + b, 0) / sounding.length;
/** Share of the frames that are right; the gap within a phrase belongs to it. */
const right = ({ sounding, hop }: VocalFrames): number =>
  sounding.filter((flag, t) => {
    const time = (t * hop) / rate;
    return (flag === 1) === (sings(time) || (time >= 5 && time < 5.2));
  }).length / sounding.length;
const add = (a: Float32Array, b: Float32Array, gain = 1): Float32Array => a.map((x, i) => x + gain * b[i]);

const level = rms(voice, sings);
const pad = holdPad(seconds, level, rate);
const loudness = rms(stems.drums);
const drums = stems.drums.map((x) => (x * level) / loudness);

describe('where a lead voice sings', () => {
  test('a voice by itself, its short rest included', () => {
    expect(right(sungFrames({ vocals: voice, rest }, rate))).toBeGreaterThan(0.95);
    expect(right(sungFrames({ vocals: voice }, rate))).toBeGreaterThan(0.95);
  });

  test.each([-12, -6, 0])('beside a pad at %d dB of it', (decibels) => {
    const vocals = add(voice, pad, amplitude(decibels));
    expect(right(sungFrames({ vocals, rest }, rate))).toBeGreaterThan(0.9);
  });

  test.each([-12, -6, 0])('beside drums at %d dB of it', (decibels) => {
    const vocals = add(voice, drums, amplitude(decibels));
    expect(right(sungFrames({ vocals, rest }, rate))).toBeGreaterThan(0.9);
  });

  test('a pad, drums or silence alone do not sing', () => {
    expect(share(sungFrames({ vocals: pad, rest }, rate))).toBeLessThan(0.1);
    expect(share(sungFrames({ vocals: drums, rest }, rate))).toBeLessThan(0.1);
    expect(share(sungFrames({ vocals: pad.map(() => 0), rest }, rate))).toBe(0);
    expect(sungFrames({ vocals: new Float32Array(0) }, rate).sounding).toEqual(new Uint8Array([0]));
  });

  test('what a separator leaves of a voice that sings elsewhere is none', () => {
    const left = voice.map((x) => 0.01 * x);
    expect(share(sungFrames({ vocals: left, rest: add(rest, voice, 2) }, rate))).toBe(0);
  });

  test('who sings all the time sings all the time', () => {
    const { signal } = singVoice({ seconds, phrases: [[0, seconds]], sampleRate: rate, seed: 'on and on' });
    expect(share(sungFrames({ vocals: signal, rest }, rate))).toBeGreaterThan(0.95);
  });
});
