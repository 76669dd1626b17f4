import { logMel } from './logMel.js';

/**
 * Log mel of a mix from its stems' mel energies (of one shape): energies × gain² add up before the logarithm, since cross terms
 * average out. Gains are linear, one a stem.
 */
export function mixMel(energies: readonly Float32Array[], gains: readonly number[]): Float32Array {
  const sum = new Float32Array(energies[0].length);
  energies.forEach((stem, s) => {
    const factor = gains[s] ** 2;
    for (let i = 0; i < sum.length; i++) sum[i] += factor * stem[i];
  });
  return logMel(sum);
}
