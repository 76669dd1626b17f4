import FFT from 'fft.js';
import { hann } from './hann.js';

/** Computes one windowed spectrum at a time, re-using its buffers; make one for each size. */
export interface SpectrumAt {
  readonly size: number;
  /** size / 2 + 1 */
  readonly bins: number;
  /**
   * Power spectrum |X|² of the Hann-windowed frame whose centre lies on sample `centre` (rounded); samples outside the
   * signal are zero. `out`: [bins].
   */
  power(signal: Float32Array, centre: number, out: Float32Array): Float32Array;
  /** The same frame's complex spectrum, interleaved re, im, [2 · bins]; valid until the next call. */
  complex(signal: Float32Array, centre: number): Float64Array;
}

export function spectrumAt(size: number): SpectrumAt {
  const fft = new FFT(size);
  const window = hann(size);
  const bins = size / 2 + 1;
  const frame = new Float64Array(size);
  const spectrum = new Float64Array(2 * size);
  const complex = (signal: Float32Array, centre: number): Float64Array => {
    const first = Math.round(centre) - size / 2;
    const from = Math.max(0, -first);
    const to = Math.min(size, signal.length - first);
    if (from > 0 || to < size) frame.fill(0);
    for (let i = from; i < to; i++) frame[i] = signal[first + i] * window[i];
    fft.realTransform(spectrum, frame);
    return spectrum;
  };
  return {
    size,
    bins,
    complex,
    power(signal, centre, out) {
      const x = complex(signal, centre);
      for (let k = 0; k < bins; k++) out[k] = x[2 * k] ** 2 + x[2 * k + 1] ** 2;
      return out;
    },
  };
}
