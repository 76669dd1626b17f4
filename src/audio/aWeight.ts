import type { Hertz } from '../domain/units.js';

/** A-weighting as a power gain (IEC 61672-1): how loud a frequency sounds at about 40 phon; 1 at 1 kHz, 0 at 0 Hz. */
export function aWeight(frequency: Hertz): number {
  const f2 = frequency * frequency;
  const response =
    (12_194 ** 2 * f2 * f2) /
    ((f2 + 20.6 ** 2) * Math.sqrt((f2 + 107.7 ** 2) * (f2 + 737.9 ** 2)) * (f2 + 12_194 ** 2));
  return (response * 10 ** 0.1) ** 2;
}
