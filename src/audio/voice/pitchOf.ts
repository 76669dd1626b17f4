import type { Hertz } from '../../domain/units.js';

/** Lowest and highest pitch looked for. */
const [lowest, highest]: readonly [Hertz, Hertz] = [80, 1000];
/** Samples compared, in periods of the lowest pitch. */
const periods = 3;
/** Largest normalised difference of a period to the next of what has a pitch. */
const aperiodic = 0.15;
/** So much worse than the best a shorter period may be: half of one is, in vowels whose second partial rings. */
const worse = 0.05;

/** Mean squared difference of the signal from `at` on to itself `lag` later. */
function difference(
  signal: Float32Array,
  { at, lag, length }: { at: number; lag: number; length: number },
): number {
  let sum = 0;
  for (let i = at; i < at + length; i++) {
    const d = signal[i] - signal[i + lag];
    sum += d * d;
  }
  return sum;
}

/** Place of the lowest point of a parabola through three values at −1, 0, 1. */
function lowestPoint(before: number, here: number, after: number): number {
  const bend = before - 2 * here + after;
  return bend > 0 ? (0.5 * (before - after)) / bend : 0;
}

/**
 * Pitch of a signal around sample `centre`, Hz; null where it has none or lies at the edge (YIN: de Cheveigné & Kawahara, JASA 111,
 * 2002, steps 2 to 5). Meant for some 11,000 samples a second.
 */
export function pitchOf(signal: Float32Array, sampleRate: Hertz, centre: number): Hertz | null {
  const longest = Math.ceil(sampleRate / lowest);
  const shortest = Math.floor(sampleRate / highest);
  const length = (periods - 1) * longest;
  const at = Math.round(centre - (length + longest) / 2);
  if (at < 0 || at + length + longest + 1 >= signal.length) return null;
  const normal = new Float64Array(longest + 2).fill(1);
  let sum = 0;
  for (let lag = 1; lag <= longest + 1; lag++) {
    const d = difference(signal, { at, lag, length });
    sum += d;
    normal[lag] = sum > 0 ? (d * lag) / sum : 1;
  }
  const best = Math.min(...normal.subarray(shortest, longest + 1));
  const good = Math.min(aperiodic, best + worse);
  let lag = normal.findIndex((value, i) => i >= shortest && i <= longest && value < good);
  if (lag < 0) return null;
  while (lag < longest && normal[lag + 1] < normal[lag]) lag++;
  return sampleRate / (lag + lowestPoint(normal[lag - 1], normal[lag], normal[lag + 1]));
}
