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

const turn = Array.from({ length: 12 }, (_, i) => ({
  re: Math.cos((2 * Math.PI * i) / 12),
  im: -Math.sin((2 * Math.PI * i) / 12),
}));

function pitchRow(chroma: Float32Array, bin: number, row: Float64Array): void {
  const turns = turn.map((_, c) => turn[(bin * c) % 12]);
  for (let n = 0; n * 12 < chroma.length; n++) {
    let re = 0;
    let im = 0;
    for (let c = 0; c < 12; c++) {
      re += chroma[n * 12 + c] * turns[c].re;
      im += chroma[n * 12 + c] * turns[c].im;
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
  const spectrum = new Float64Array(2 * size);
  const rows = (count: number, fill: (index: number, row: Float64Array) => void): Float64Array => {
    const out = new Float64Array(count * 2 * size);
    for (let i = 0; i < count; i++) {
      const row = new Float64Array(2 * size);
      fill(i, row);
      fft.transform(spectrum, row);
      out.set(spectrum, i * 2 * size);
    }
    return out;
  };
  return {
    size,
    pitch: rows(7, (bin, row) => pitchRow(features.chroma, bin, row)),
    onsets: rows(12, (subdivision, row) => onsetRow(features.onsets, subdivision, row)),
  };
}
