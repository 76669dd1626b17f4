import { expect, it } from 'vitest';
import { melBytes } from '../../../src/model/training/melBytes.js';
import { melStep } from '../../../src/model/training/mixClip.js';

it('tells log-mel to half a step, and nothing louder than a byte can', () => {
  const mel = Float32Array.from({ length: 600 }, (_, i) => i / 100);
  const bytes = melBytes(mel);
  const apart = mel.map((value, i) => Math.abs(bytes[i] * melStep - value));
  expect(Math.max(...apart)).toBeLessThanOrEqual(melStep / 2 + 1e-6);
  expect([...melBytes(Float32Array.of(0, 7, 100))]).toEqual([0, 255, 255]);
});
