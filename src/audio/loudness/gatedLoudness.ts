import type { Hertz, Lufs } from '../../domain/units.js';

const offset = -0.691;
const absoluteGate: Lufs = -70;
const relativeGate = -10;
const tenthsInBlock = 4;

const loudnessOf = (meanSquare: number): Lufs => offset + 10 * Math.log10(meanSquare);
const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** Mean squares of blocks of 0.4 s that overlap by three quarters; one shorter block where there is less than 0.4 s. */
function blocksOf(energies: Float64Array, rate: Hertz): number[] {
  const length = Math.min(tenthsInBlock, energies.length);
  const count = length === 0 ? 0 : energies.length - length + 1;
  return Array.from({ length: count }, (_, b) => {
    let sum = 0;
    for (let i = b; i < b + length; i++) sum += energies[i];
    return sum / ((length * rate) / 10);
  });
}

/**
 * Integrated loudness, gated at −70 LUFS and 10 LU below the mean (ITU-R BS.1770-4, annex 1), from the K-weighted energies of tenths
 * of a second, summed over channels. Null where nothing passes the gate.
 */
export function gatedLoudness(energies: Float64Array, rate: Hertz): Lufs | null {
  const audible = blocksOf(energies, rate).filter((block) => loudnessOf(block) > absoluteGate);
  if (audible.length === 0) return null;
  const gate = loudnessOf(mean(audible)) + relativeGate;
  return loudnessOf(mean(audible.filter((block) => loudnessOf(block) > gate)));
}
