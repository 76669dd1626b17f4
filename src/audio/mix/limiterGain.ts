import type { Hertz, Seconds } from '../../domain/units.js';
import { boxAverage } from '../signal/boxAverage.js';
import { slidingMinimum } from './slidingMinimum.js';
import { visitPeaks } from './visitPeaks.js';

export interface LimiterOptions {
  /** Linear true peak that nothing may pass. */
  readonly ceiling: number;
  readonly rate: Hertz;
  /** Time over which the gain goes down before a peak; default 0.005. */
  readonly attack?: Seconds;
  /** Time constant with which it comes back; default 0.08. */
  readonly release?: Seconds;
}

/** Largest gain at each sample at which no true peak beside it passes the ceiling, at most 1. */
function neededGain(channels: readonly Float32Array[], ceiling: number): Float32Array {
  const gain = new Float32Array(channels[0].length).fill(1);
  const last = gain.length - 1;
  for (const channel of channels)
    visitPeaks(channel, ceiling, (at, peak) => {
      const most = Math.max(peak, at < 0 ? 0 : Math.abs(channel[at]));
      if (most > ceiling)
        for (const i of [Math.max(0, at), Math.min(last, at + 1)])
          gain[i] = Math.min(gain[i], ceiling / most);
      return ceiling;
    });
  return gain;
}

/** Goes down at once and comes back slowly. */
function release(gain: Float32Array, samples: number): void {
  const share = 1 - Math.exp(-1 / samples);
  let held = 1;
  for (let i = 0; i < gain.length; i++) {
    held = Math.min(gain[i], held + share * (1 - held));
    gain[i] = held;
  }
}

/**
 * Gain of a look-ahead true-peak limiter for each sample, common to all channels, in (0, 1]: nowhere more than what keeps every peak
 * under the ceiling, nowhere less than the loudest peak needs. The minimum over ±2 reaches, averaged over ±reach twice, is never
 * above the needed gain, and moves smoothly.
 */
export function limiterGain(channels: readonly Float32Array[], options: LimiterOptions): Float32Array {
  const { ceiling, rate } = options;
  const reach = Math.max(1, Math.round(((options.attack ?? 0.005) * rate) / 2));
  const gain = neededGain(channels, ceiling);
  slidingMinimum(gain, 2 * reach);
  release(gain, (options.release ?? 0.08) * rate);
  boxAverage(gain, reach);
  boxAverage(gain, reach);
  return gain;
}
