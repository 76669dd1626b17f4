import type { Hertz } from '../../domain/units.js';

/** b0 b1 b2 a1 a2 of y = b0·x + b1·x₁ + b2·x₂ − a1·y₁ − a2·y₂. */
export type Biquad = readonly [number, number, number, number, number];

/** Analogue parameters that give the coefficients of BS.1770-4 tables 1 and 2 at 48 kHz (as in libebur128; De Man 2014). */
const shelf = { hertz: 1681.974450955533, q: 0.7071752369554196, decibels: 3.999843853973347 } as const;
const highpass = { hertz: 38.13547087602444, q: 0.5003270373238773 } as const;

function shelfAt(rate: Hertz): Biquad {
  const k = Math.tan((Math.PI * shelf.hertz) / rate);
  const high = 10 ** (shelf.decibels / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / shelf.q + k * k;
  const numerator = [
    high + (band * k) / shelf.q + k * k,
    2 * (k * k - high),
    high - (band * k) / shelf.q + k * k,
  ];
  return [
    numerator[0] / a0,
    numerator[1] / a0,
    numerator[2] / a0,
    (2 * (k * k - 1)) / a0,
    (1 - k / shelf.q + k * k) / a0,
  ];
}

function highpassAt(rate: Hertz): Biquad {
  const k = Math.tan((Math.PI * highpass.hertz) / rate);
  const a0 = 1 + k / highpass.q + k * k;
  return [1, -2, 1, (2 * (k * k - 1)) / a0, (1 - k / highpass.q + k * k) / a0];
}

/** The two filters of K-weighting, in order, for a sample rate (ITU-R BS.1770-4, annex 1). */
export const kWeighting = (rate: Hertz): readonly [Biquad, Biquad] => [shelfAt(rate), highpassAt(rate)];
