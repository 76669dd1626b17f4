import { expect, test } from 'vitest';
import { voiceLikeness } from '../../../src/audio/voice/voiceLikeness.js';

const rate = 11_025;
const seconds = 6;
const made = (value: (t: number) => number): Float32Array =>
  Float32Array.from({ length: seconds * rate }, (_, i) => value(i / rate));
const harmonics = (hz: number, t: number): number =>
  [1, 2, 3, 4, 5, 6].reduce((sum, h) => sum + (0.1 * Math.sin(2 * Math.PI * h * hz * t)) / h, 0);
const mean = (values: Float32Array): number => values.reduce((a, b) => a + b, 0) / values.length;

test('syllables on a gliding pitch are liker a voice than a held chord', () => {
  const chord = made((t) => harmonics(220, t) + harmonics(277, t) + harmonics(330, t));
  const voice = made((t) => 2 * Math.max(0, Math.sin(22 * t)) * harmonics(260 + 6 * Math.sin(4 * t), t));
  const held = mean(voiceLikeness(chord, rate).values);
  expect(mean(voiceLikeness(voice, rate).values)).toBeGreaterThan(2 * held);
});

test('a bass is not, and silence is nothing', () => {
  const bass = made((t) => 0.3 * Math.max(0, Math.sin(22 * t)) * Math.sin(2 * Math.PI * 80 * t));
  const voice = made((t) => 2 * Math.max(0, Math.sin(22 * t)) * harmonics(260 + 6 * Math.sin(4 * t), t));
  expect(mean(voiceLikeness(bass, rate).values)).toBeLessThan(0.3 * mean(voiceLikeness(voice, rate).values));
  expect(voiceLikeness(new Float32Array(rate), rate).values.every((x) => x === 0)).toBe(true);
});
