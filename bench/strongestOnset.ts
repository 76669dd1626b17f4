import { spectrumAt } from '../src/audio/signal/spectrumAt.js';

export interface Onset {
  /** Seconds. */
  readonly time: number;
  /** Mean rise of the compressed amplitudes, any unit. */
  readonly strength: number;
}

const rate = 44_100;
const size = 512;
/** 1 ms between frames, and the rise over 6 ms. */
const hop = 44.1;
const lag = 6;

/** Finds the strongest onset (rise of log-compressed amplitudes, all bins) within ±`reach` seconds of a time, to a part of a ms. */
export function strongestOnset(signal: Float32Array, reach: number): (time: number) => Onset {
  const spectrum = spectrumAt(size);
  const frame = (centre: number): Float32Array =>
    spectrum
      .power(signal, centre, new Float32Array(spectrum.bins))
      .map((power) => Math.log1p(10 * Math.sqrt(power)));
  return (time) => {
    const count = Math.round((2 * reach * rate) / hop);
    const frames = Array.from({ length: count + 1 + lag }, (_, t) =>
      frame((time - reach) * rate + (t - lag / 2) * hop),
    );
    const rises = Array.from(
      { length: count + 1 },
      (_, t) =>
        frames[t].reduce((sum, before, bin) => sum + Math.max(0, frames[t + lag][bin] - before), 0) /
        spectrum.bins,
    );
    const best = rises.indexOf(Math.max(...rises));
    const [before, top, after] = [rises[best - 1] ?? 0, rises[best], rises[best + 1] ?? 0];
    const curve = before - 2 * top + after;
    const shift = curve < 0 ? Math.max(-0.5, Math.min(0.5, (before - after) / (2 * curve))) : 0;
    return { time: time - reach + ((best + shift) * hop) / rate, strength: top };
  };
}
