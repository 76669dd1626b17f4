import { expect, test } from 'vitest';
import { melStep } from '../../../src/model/training/mixClip.js';
import { placeMel, type MelPlacement } from '../../../src/model/training/placeMel.js';

const bands = 128;
const frames = 8;
/** Byte `frame · 10 + band % 3`. */
const stored = Uint8Array.from(
  { length: frames * bands },
  (_, i) => Math.floor(i / bands) * 10 + ((i % bands) % 3),
);
const plain: MelPlacement = { frames, from: 0, pace: 1, gain: 0, tilt: 0 };

function placed(placement: Partial<MelPlacement>): Float32Array {
  const out = new Float32Array(frames * bands);
  expect(placeMel(out, 0, stored, { ...plain, ...placement })).toBe(out.length);
  return out;
}

test('bytes are steps of the logarithm, and what runs past the end goes on at the beginning', () => {
  placed({}).forEach((value, i) => expect(value).toBeCloseTo(stored[i] * melStep, 5));
  const later = placed({ from: 6 });
  later.forEach((value, i) => {
    const frame = (Math.floor(i / bands) + 6) % frames;
    expect(value).toBeCloseTo(stored[frame * bands + (i % bands)] * melStep, 5);
  });
  expect(placed({ from: -2 })).toEqual(later);
});

test('between two frames there is a mean of their energies', () => {
  const energy = (byte: number) => 10 ** (byte * melStep) - 1;
  const between = placed({ from: 1, pace: 0.5 });
  expect(between[bands]).toBeCloseTo(Math.log10(1 + (energy(10) + energy(20)) / 2), 5);
  expect(between[2 * bands]).toBeCloseTo(20 * melStep, 5);
});

test('levels, equalisers and leaks act on energies', () => {
  const energies = (out: Float32Array) => Array.from(out, (value) => 10 ** value - 1);
  const [own, louder] = [energies(placed({})), energies(placed({ gain: 10, tilt: 3 }))];
  const factor = (band: number) => 10 ** ((10 + 3 * ((2 * band) / 127 - 1)) / 10);
  for (const i of [130, 5 * bands + 64, 8 * bands - 1])
    expect(louder[i] / own[i]).toBeCloseTo(factor(i % bands), 2);
  const leak = { stored: new Uint8Array(stored.length).fill(100), level: -20 };
  const heard = energies(placed({ leak }));
  heard.forEach((value, i) => expect(value - own[i]).toBeCloseTo((10 ** 2.5 - 1) / 100, 2));
});
