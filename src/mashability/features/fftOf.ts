import FFT from 'fft.js';

const made = new Map<number, FFT>();

/** The transform of a size (a power of two); made once, since making one costs as much as using it. */
export function fftOf(size: number): FFT {
  const old = made.get(size);
  if (old) return old;
  const fft = new FFT(size);
  made.set(size, fft);
  return fft;
}
