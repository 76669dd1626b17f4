import { expect, it } from 'vitest';
import { voiceGain } from '../../../src/audio/voice/voiceGain.js';

const sampleRate = 44_100;
const tone = (amplitude: number): Float32Array =>
  Float32Array.from({ length: 4 * sampleRate }, (_, i) =>
    // It sings in the first half.
    i < 2 * sampleRate ? amplitude * Math.sin((2 * Math.PI * 1000 * i) / sampleRate) : 0,
  );
const gain = (amplitude: number, mixLoudness: number, sung: readonly [number, number][] = [[0, 2]]) =>
  voiceGain({ vocals: tone(amplitude), sampleRate, sung, mixLoudness });

it('is what brings the sung stretches 1 dB over what is beneath, in a mix as loud as the song', () => {
  const at = gain(0.1, -20) ?? 0;
  expect((gain(0.05, -20) ?? 0) - at).toBeCloseTo(6.02, 1);
  expect((gain(0.1, -14) ?? 0) - at).toBeCloseTo(6, 6);
  // A voice 1 dB over its accompaniment needs nothing: the sum of both is 2.54 dB louder than the voice.
  const loudness = -20 - at - 2.54;
  expect(gain(0.1, loudness + 2.54)).toBeCloseTo(0, 1);
});

it('is unknown where nothing is sung', () => {
  expect(gain(0.1, -20, [])).toBeNull();
  expect(gain(0, -20)).toBeNull();
});
