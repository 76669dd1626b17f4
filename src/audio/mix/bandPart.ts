import type { Hertz } from '../../domain/units.js';

/** b0 b1 b2 a1 a2 of y = b0·x + b1·x₁ + b2·x₂ − a1·y₁ − a2·y₂. */
type Biquad = readonly [number, number, number, number, number];

/** Butterworth filters of the second order (bilinear transform). */
function butterworth(kind: 'low' | 'high', cutoff: Hertz, rate: Hertz): Biquad {
  const k = Math.tan((Math.PI * cutoff) / rate);
  const a0 = 1 + Math.SQRT2 * k + k * k;
  const b0 = (kind === 'low' ? k * k : 1) / a0;
  const b1 = kind === 'low' ? 2 * b0 : -2 * b0;
  return [b0, b1, b0, (2 * (k * k - 1)) / a0, (1 - Math.SQRT2 * k + k * k) / a0];
}

function filter(signal: Float32Array, [b0, b1, b2, a1, a2]: Biquad, backwards: boolean): void {
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let n = 0; n < signal.length; n++) {
    const i = backwards ? signal.length - 1 - n : n;
    const x = signal[i];
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    signal[i] = y;
  }
}

/**
 * The part of a signal between two frequencies, in a new array, without delay or turn of phase: each filter runs forwards and backwards
 * (12 dB an octave twice; −6 dB at the edges).
 */
export function bandPart(
  signal: Float32Array,
  [from, to]: readonly [Hertz, Hertz],
  rate: Hertz,
): Float32Array {
  const out = signal.slice();
  for (const biquad of [butterworth('high', from, rate), butterworth('low', to, rate)])
    for (const backwards of [false, true]) filter(out, biquad, backwards);
  return out;
}
