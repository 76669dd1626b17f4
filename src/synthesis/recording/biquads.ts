import { sampleRate } from '../../domain/audio.js';
import type { Decibels, Hertz } from '../../domain/units.js';

/** b0 b1 b2 a1 a2 of y = b0·x + b1·x₁ + b2·x₂ − a1·y₁ − a2·y₂. */
export type Biquad = readonly [number, number, number, number, number];

/** Filters of Bristow-Johnson's cookbook for audio equalisers, at 44.1 kHz. */
export function bandPass(centre: Hertz, q: number): Biquad {
  const { cos, alpha } = turn(centre, q);
  const a0 = 1 + alpha;
  return [alpha / a0, 0, -alpha / a0, (-2 * cos) / a0, (1 - alpha) / a0];
}

export function peak(centre: Hertz, q: number, gain: Decibels): Biquad {
  const { cos, alpha } = turn(centre, q);
  const a = 10 ** (gain / 40);
  const a0 = 1 + alpha / a;
  return [(1 + alpha * a) / a0, (-2 * cos) / a0, (1 - alpha * a) / a0, (-2 * cos) / a0, (1 - alpha / a) / a0];
}

/** Raises (or lowers) what lies above a frequency; `below`: what lies below it. */
export function shelf(corner: Hertz, gain: Decibels, below = false): Biquad {
  const { cos: plainCos, alpha } = turn(corner, Math.SQRT1_2);
  const a = 10 ** (gain / 40);
  const sign = below ? -1 : 1;
  const cos = sign * plainCos;
  const root = 2 * Math.sqrt(a) * alpha;
  const a0 = a + 1 - (a - 1) * cos + root;
  return [
    (a * (a + 1 + (a - 1) * cos + root)) / a0,
    (sign * (-2 * a * (a - 1 + (a + 1) * cos))) / a0,
    (a * (a + 1 + (a - 1) * cos - root)) / a0,
    (sign * (2 * (a - 1 - (a + 1) * cos))) / a0,
    (a + 1 - (a - 1) * cos - root) / a0,
  ];
}

function turn(frequency: Hertz, q: number): { readonly cos: number; readonly alpha: number } {
  const omega = (2 * Math.PI * frequency) / sampleRate;
  return { cos: Math.cos(omega), alpha: Math.sin(omega) / (2 * q) };
}

/** Filters a signal in place. */
export function filterInPlace(signal: Float32Array, [b0, b1, b2, a1, a2]: Biquad): void {
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let i = 0; i < signal.length; i += 1) {
    const x = signal[i];
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    signal[i] = y;
  }
}
