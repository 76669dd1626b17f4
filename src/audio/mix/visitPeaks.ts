import { peakAfter, truePeakBound, truePeakTaps } from './truePeakFilter.js';

const block = 32;

function largest(signal: Float32Array, from: number, to: number): number {
  let peak = 0;
  for (let i = Math.max(0, from); i < Math.min(to, signal.length); i++)
    peak = Math.max(peak, Math.abs(signal[i]));
  return peak;
}

/**
 * Calls `visit(at, peak)` with the true peak between samples at and at + 1 (linear, from one sample before the signal to its end),
 * wherever it may pass `visit`'s last answer, the level that matters; at first `floor`. Quiet stretches cost little.
 */
export function visitPeaks(
  signal: Float32Array,
  floor: number,
  visit: (at: number, peak: number) => number,
): void {
  let level = floor;
  for (let from = -1; from < signal.length; from += block) {
    const to = Math.min(signal.length, from + block);
    if (largest(signal, from - truePeakTaps, to + truePeakTaps) * truePeakBound <= level) continue;
    for (let at = from; at < to; at++) level = visit(at, peakAfter(signal, at));
  }
}
