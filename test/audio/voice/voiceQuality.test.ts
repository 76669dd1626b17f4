import { describe, expect, test } from 'vitest';
import { sungFrames } from '../../../src/audio/voice/sungFrames.js';
import { sungStretches } from '../../../src/audio/voice/sungStretches.js';
import { voiceQuality, type VoiceQuality } from '../../../src/audio/voice/voiceQuality.js';
import { playSong } from '../../support/playSong.js';
import { singVoice } from '../../support/singVoice.js';

const sampleRate = 44_100;
const seconds = 30;
const phrases = [
  [2, 5.9],
  [10, 14],
  [18, 19],
] as const;
const { signal: voice } = singVoice({ seconds, phrases, range: [57, 69] });
const { stems } = playSong({ bpm: 120, seconds, sampleRate });
const rest = stems.drums.map((x, i) => x + stems.bass[i] + stems.other[i]);
/** 14 bars of two seconds. */
const bars = Array.from({ length: 15 }, (_, i) => 2 * i);
const judge = (vocals: Float32Array, drums: Float32Array | undefined = stems.drums): VoiceQuality =>
  voiceQuality({ vocals, drums, sampleRate, bars }, sungFrames({ vocals, rest }, sampleRate));
const bleeding = (gain: number): Float32Array => voice.map((x, i) => x + gain * stems.drums[i]);

describe('the quality of a voice', () => {
  const clean = judge(voice);

  test('bars in which it sings for a quarter or more', () => {
    expect(clean.sungShare).toBeCloseTo(5 / 14, 5);
  });

  test('what sounds where nobody sings, against where somebody does', () => {
    expect(clean.leak).toBeLessThan(-20);
    const [some, more] = [judge(bleeding(0.05)), judge(bleeding(0.1))];
    expect(Number(more.leak) - Number(some.leak)).toBeGreaterThan(4);
  });

  test('drums are known by their strokes', () => {
    expect(judge(bleeding(0.1)).drumAgreement).toBeGreaterThan(0.8);
    expect(Math.abs(clean.drumAgreement ?? 1)).toBeLessThan(0.3);
    expect(
      voiceQuality({ vocals: voice, sampleRate, bars }, sungFrames({ vocals: voice }, sampleRate))
        .drumAgreement,
    ).toBeNull();
  });

  test('from its low notes to its high ones, drawn from 57 to 69', () => {
    expect(Math.abs((clean.range?.low ?? 0) - 57.5)).toBeLessThan(1.5);
    expect(Math.abs((clean.range?.high ?? 0) - 68.5)).toBeLessThan(1.5);
  });

  test('of nothing, nothing', () => {
    expect(judge(new Float32Array(voice.length))).toEqual({
      sungShare: 0,
      leak: null,
      drumAgreement: 0,
      range: null,
    });
  });

  test('half a minute is judged in a second of processor time', () => {
    const frames = sungFrames({ vocals: voice, rest }, sampleRate);
    const before = process.cpuUsage();
    voiceQuality({ vocals: voice, drums: stems.drums, sampleRate, bars }, frames);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(1);
  });
});

test('stretches of sung frames', () => {
  const sung = { hop: 100, sounding: Uint8Array.from([1, 1, 0, 0, 1, 0, 1]) };
  expect(sungStretches(sung, 1000)).toEqual([
    [0, 0.2],
    [0.4, 0.5],
    [0.6, 0.7],
  ]);
});
