import type { Bpm, Ratio } from '../../../domain/units.js';

/**
 * The slowest and the fastest tempo x with low ≤ of / x ≤ high, as a processor divides and rounds: a server that compares tempi then
 * agrees with the rule (mashability's tempoFits) to the last bit. Where none is, the slowest is above the fastest.
 */
export function tempoRange({
  of,
  low,
  high,
}: {
  readonly of: Bpm;
  readonly low: Ratio;
  readonly high: Ratio;
}): { readonly slowest: Bpm; readonly fastest: Bpm } {
  // The quotient never grows with x, and a bound that was rounded is at most a few steps off.
  let slowest = of / Math.max(high, 0);
  while (of / slowest > high) slowest = step(slowest, 1n);
  while (of / step(slowest, -1n) <= high) slowest = step(slowest, -1n);
  let fastest = of / Math.max(low, 0);
  while (of / fastest < low) fastest = step(fastest, -1n);
  while (of / step(fastest, 1n) >= low) fastest = step(fastest, 1n);
  return { slowest, fastest };
}

const number = new Float64Array(1);
const bits = new BigInt64Array(number.buffer);

/** The next greater (1n) or smaller (−1n) number of a positive one. */
function step(value: number, by: 1n | -1n): number {
  number[0] = value;
  bits[0] += by;
  return number[0];
}
