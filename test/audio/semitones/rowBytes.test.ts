import { expect, it } from 'vitest';
import { pressedOfBytes, rowBytes } from '../../../src/audio/semitones/rowBytes.js';

it('sixtieths, to the nearest', () => {
  expect([...rowBytes(Float32Array.of(0, 0.008, 0.009, 1, Math.log(31)))]).toEqual([0, 0, 1, 60, 206]);
  const values = Float32Array.from({ length: 100 }, (_, i) => i / 25);
  const back = pressedOfBytes(rowBytes(values));
  for (const [i, x] of values.entries()) expect(Math.abs(back[i] - x)).toBeLessThan(1 / 119);
});

it('what is very loud is the loudest there is', () => {
  expect([...rowBytes(Float32Array.of(4.24, 4.25, 9))]).toEqual([254, 255, 255]);
});
