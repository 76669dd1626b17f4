import type { Semitones } from '../../domain/units.js';

/**
 * Values of a row: the real and imaginary parts of the frequencies 1 … 5, and the real part of 6. Not exported: V8 would read it anew at every step of
 * the loop below.
 */
const width = 11;

const tables = (turn: (angle: number) => number): Float64Array =>
  Float64Array.from({ length: 12 * 7 }, (_, i) => turn((2 * Math.PI * (i % 12) * Math.floor(i / 12)) / 12));
/** Of frequency k and pitch class p at [12 k + p]. */
const [cosines, sines] = [tables(Math.cos), tables(Math.sin)];

/**
 * The discrete Fourier transform over the 12 pitch classes of each row, without the mean, [beats, 11], scaled so that the products of two rows come
 * to what those of their chromas do, less the means. A shift of pitch only turns it, so that one pass over the beats tells the products at all 12 shifts.
 */
export function pitchSpectrum(chroma: Float32Array): Float32Array {
  const beats = chroma.length / 12;
  const out = new Float32Array(beats * width);
  for (let beat = 0; beat < beats; beat += 1)
    for (let k = 1; k <= 6; k += 1) {
      let [re, im] = [0, 0];
      for (let p = 0; p < 12; p += 1) {
        re += chroma[beat * 12 + p] * cosines[12 * k + p];
        im -= chroma[beat * 12 + p] * sines[12 * k + p];
      }
      const scale = k === 6 ? Math.sqrt(1 / 12) : Math.sqrt(1 / 6);
      out[beat * width + 2 * k - 2] = scale * re;
      if (k < 6) out[beat * width + 2 * k - 1] = scale * im;
    }
  return out;
}

/** Sum of the squares of each row. */
export function spectrumEnergy(spectrum: Float32Array): Float64Array {
  const energy = new Float64Array(spectrum.length / width);
  for (const [i, x] of spectrum.entries()) energy[Math.floor(i / width)] += x * x;
  return energy;
}

export interface SpectraOverlay {
  readonly beats: number;
  readonly fromA: number;
  readonly fromB: number;
}

/** The sum over beats of the products of two chromas, the second one moved up by so many semitones. */
export type ProductsAt = (shift: Semitones) => number;

/** The products of two chromas from their spectra: one pass over the beats tells them at all shifts. */
export function productsOf(a: Float32Array, b: Float32Array, overlay: SpectraOverlay): ProductsAt {
  const cross = crossSpectrum(a, b, overlay);
  return (shift) => {
    const turn = pitchClasses(shift);
    let sum = cross[10] * cosines[12 * 6 + turn];
    for (let k = 1; k <= 5; k += 1)
      sum += cross[2 * k - 2] * cosines[12 * k + turn] - cross[2 * k - 1] * sines[12 * k + turn];
    return sum;
  };
}

/** Sum over beats of each frequency of `a` times the conjugate of `b`'s (a plain array, as in knownTerms.ts). */
function crossSpectrum(
  a: Float32Array,
  b: Float32Array,
  { beats, fromA, fromB }: SpectraOverlay,
): readonly number[] {
  const cross: number[] = [];
  const end = (fromA + beats) * width;
  for (let k = 0; k < 10; k += 2) {
    let re = 0;
    let im = 0;
    for (let i = fromA * width + k, j = fromB * width + k; i < end; i += width, j += width) {
      const x = a[i];
      const y = a[i + 1];
      const u = b[j];
      const v = b[j + 1];
      re += x * u + y * v;
      im += y * u - x * v;
    }
    cross.push(re, im);
  }
  let last = 0;
  for (let i = fromA * width + 10, j = fromB * width + 10; i < end; i += width, j += width)
    last += a[i] * b[j];
  cross.push(last);
  return cross;
}

/** The shift 0 … 11 that sounds the same pitch classes. */
const pitchClasses = (shift: Semitones): number => ((shift % 12) + 12) % 12;
