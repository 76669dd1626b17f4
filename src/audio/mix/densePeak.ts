import type { Decibels } from '../../domain/units.js';
import { visitPeaks } from './visitPeaks.js';

/** Points between two samples, and samples to either side that they are computed from. */
const [points, half] = [16, 64];
/** What the fourfold reading gives for less than this share of the highest cannot be the highest: it reads up to 0.2 dB too little of music. */
const near = 0.94;

/** One row a point: a sinc under a Hann window. */
const rows = Array.from({ length: points - 1 }, (_, p) =>
  Float64Array.from({ length: 2 * half }, (__, tap) => {
    const x = (p + 1) / points + half - 1 - tap;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / half));
  }),
);

/** Largest absolute value between samples `at` and `at` + 1. */
function between(signal: Float32Array, at: number): number {
  const first = at - half + 1;
  const [from, to] = [Math.max(0, -first), Math.min(2 * half, signal.length - first)];
  return rows.reduce((most, row) => {
    let sum = 0;
    for (let tap = from; tap < to; tap++) sum += row[tap] * signal[first + tap];
    return Math.max(most, Math.abs(sum));
  }, 0);
}

/**
 * True peak of all channels, dB re full scale, read at 16 points a sample around the places where the fourfold reading (truePeak) is near its
 * highest, `peak`: what other meters find, which oversample more or otherwise. −Infinity for silence.
 */
export function densePeak(channels: readonly Float32Array[], peak: Decibels): Decibels {
  const highest = 10 ** (peak / 20);
  let most = 0;
  for (const channel of channels)
    visitPeaks(channel, near * highest, (at, value) => {
      if (value > near * highest) most = Math.max(most, between(channel, at));
      return near * highest;
    });
  return 20 * Math.log10(most);
}
