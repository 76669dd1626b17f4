/** log10(1 + 10⁴·E) of mel energies, of the same shape. */
export const logMel = (energies: Float32Array): Float32Array =>
  energies.map((energy) => Math.log10(1 + 1e4 * energy));
