import { fftOf } from './fftOf.js';
import type { RuleFeatures } from './ruleFeatures.js';

/** Spectra along time, zero-padded to `size` beats; complex, interleaved re, im, row after row. */
export interface StemSpectra {
  readonly size: number;
  /** [7, size]: the pitch axis's discrete Fourier transform, bins 0 … 6, each along time. */
  readonly pitch: Float64Array;
  /** [12, size]: for each subdivision of the beat, kick + i · snare along time. */
  readonly onsets: Float64Array;
}

/** Cosine and minus sine of bin · pitch class twelfths of a turn, [7, 12] each. */
const [real, imaginary] = [(x: number) => Math.cos(x), (x: number) => -Math.sin(x)].map((wave) =>
  Float64Array.from({ length: 7 * 12 }, (_, i) => wave((2 * Math.PI * Math.floor(i / 12) * (i % 12)) / 12)),
);

function pitchRow(chroma: Float32Array, bin: number, row: Float64Array): void {
  for (let n = 0; n * 12 < chroma.length; n++) {
    let re = 0;
    let im = 0;
    for (let c = 0; c < 12; c++) {
      re += chroma[n * 12 + c] * real[bin * 12 + c];
      im += chroma[n * 12 + c] * imaginary[bin * 12 + c];
    }
    row[2 * n] = re;
    row[2 * n + 1] = im;
  }
}

function onsetRow(onsets: Float32Array, subdivision: number, row: Float64Array): void {
  for (let n = 0; n * 24 < onsets.length; n++) {
    row[2 * n] = onsets[(n * 12 + subdivision) * 2];
    row[2 * n + 1] = onsets[(n * 12 + subdivision) * 2 + 1];
  }
}

/**
 * A stem's half of the fast correlations over all shifts and offsets; made once for each `size` (a power of two, at least the
 * longer stem's beats). Correlations along pitch and time become products here.
 */
export function stemSpectra(features: RuleFeatures, size: number): StemSpectra {
  const fft = fftOf(size);
  const row = new Float64Array(2 * size); // beats beyond the stem's stay 0
  const rows = (count: number, fill: (index: number, out: Float64Array) => void): Float64Array => {
    const out = new Float64Array(count * 2 * size);
    for (let i = 0; i < count; i++) {
      fill(i, row);
      fft.transform(out.subarray(i * 2 * size, (i + 1) * 2 * size), row);
    }
    return out;
  };
  return {
    size,
    pitch: rows(7, (bin, out) => pitchRow(features.chroma, bin, out)),
    onsets: rows(12, (subdivision, out) => onsetRow(features.onsets, subdivision, out)),
  };
}
