declare module 'fft.js' {
  /** Radix-4 FFT; `size` is a power of two. Complex arrays are interleaved re, im. */
  export default class FFT {
    constructor(size: number);
    createComplexArray(): Float64Array;
    realTransform(out: ArrayLike<number>, input: ArrayLike<number>): void;
    completeSpectrum(spectrum: ArrayLike<number>): void;
    transform(out: ArrayLike<number>, input: ArrayLike<number>): void;
    inverseTransform(out: ArrayLike<number>, input: ArrayLike<number>): void;
  }
}
