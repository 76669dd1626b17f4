import type { Hertz } from '../../domain/units.js';
import { kWeighting } from './kWeighting.js';

/**
 * Sum of squares of the K-weighted signal in each whole tenth of a second, [floor(10 · seconds)]. The filtered signal is not kept.
 */
export function kWeightedEnergies(signal: Float32Array, rate: Hertz): Float64Array {
  const [[p0, p1, p2, q1, q2], [r0, r1, r2, s1, s2]] = kWeighting(rate);
  const tenths = Math.floor((signal.length * 10) / rate + 1e-9);
  const energies = new Float64Array(tenths);
  let [x1, x2, y1, y2, z1, z2] = [0, 0, 0, 0, 0, 0];
  for (let tenth = 0; tenth < tenths; tenth++) {
    let sum = 0;
    const end = Math.round(((tenth + 1) * rate) / 10);
    for (let i = Math.round((tenth * rate) / 10); i < end; i++) {
      const x = signal[i];
      const y = p0 * x + p1 * x1 + p2 * x2 - q1 * y1 - q2 * y2;
      const z = r0 * y + r1 * y1 + r2 * y2 - s1 * z1 - s2 * z2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      z2 = z1;
      z1 = z;
      sum += z * z;
    }
    energies[tenth] = sum;
  }
  return energies;
}
