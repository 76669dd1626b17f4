import { spectrumAt } from './spectrumAt.js';

export interface Spectrogram {
  readonly frames: number;
  readonly bins: number;
  readonly size: number;
  readonly hop: number;
  /** Power |X|², [frames, bins], row by row; frame t is centred on sample t · hop. */
  readonly power: Float32Array;
}

/** Power spectrogram with Hann windows of `size` samples, centred on every multiple of `hop`. */
export function stft(signal: Float32Array, size: number, hop: number): Spectrogram {
  const spectrum = spectrumAt(size);
  const frames = Math.floor(signal.length / hop) + 1;
  const power = new Float32Array(frames * spectrum.bins);
  for (let t = 0; t < frames; t++) {
    spectrum.power(signal, t * hop, power.subarray(t * spectrum.bins, (t + 1) * spectrum.bins));
  }
  return { frames, bins: spectrum.bins, size, hop, power };
}
