import { fftOf } from '../features/fftOf.js';

/** Circular correlations of prepared spectra; the arrays handed out are overwritten by the next call. */
export interface CrossCorrelator {
  readonly size: number;
  /**
   * Row r of the answer is Σₙ conj(base(n)) · candidate(n + k), summed over the pairs of rows [from, to); complex, [size].
   * Offsets k = 0 … size − (base's length) do not wrap.
   */
  sum(base: Float64Array, candidate: Float64Array, from: number, to: number): Float64Array;
  /** Rows `real` and `imaginary`, each of real signals, in one transform: their correlations as re and im. */
  pair(base: Float64Array, candidate: Float64Array, real: number, imaginary: number): Float64Array;
}

function accumulate(out: Float64Array, base: Float64Array, candidate: Float64Array, row: number): void {
  const at = row * out.length;
  for (let i = 0; i < out.length; i += 2) {
    const re = base[at + i];
    const im = base[at + i + 1];
    out[i] += re * candidate[at + i] + im * candidate[at + i + 1];
    out[i + 1] += re * candidate[at + i + 1] - im * candidate[at + i];
  }
}

function make(size: number): CrossCorrelator {
  const fft = fftOf(size);
  const product = new Float64Array(2 * size);
  const other = new Float64Array(2 * size);
  const out = new Float64Array(2 * size);
  return {
    size,
    sum(base, candidate, from, to) {
      product.fill(0);
      for (let row = from; row < to; row++) accumulate(product, base, candidate, row);
      fft.inverseTransform(out, product);
      return out;
    },
    pair(base, candidate, real, imaginary) {
      product.fill(0);
      other.fill(0);
      accumulate(product, base, candidate, real);
      accumulate(other, base, candidate, imaginary);
      for (let i = 0; i < product.length; i += 2) {
        product[i] -= other[i + 1];
        product[i + 1] += other[i];
      }
      fft.inverseTransform(out, product);
      return out;
    },
  };
}

const made = new Map<number, CrossCorrelator>();

/** The correlator for stems of up to `beats` beats: its size is the next power of two, so that no offset wraps. */
export function crossCorrelator(beats: number): CrossCorrelator {
  const size = Math.max(8, 2 ** Math.ceil(Math.log2(beats)));
  const old = made.get(size);
  if (old) return old;
  const correlator = make(size);
  made.set(size, correlator);
  return correlator;
}
