import type { Hertz, Seconds } from '../../domain/units.js';

export interface TempogramOptions {
  /** Frames a second of the onset strength. */
  readonly rate: number;
  readonly lowest: Hertz;
  readonly highest: Hertz;
  readonly step: Hertz;
  readonly window: Seconds;
}

/** How strongly an onset strength repeats at each frequency: at(f), 0 … 1. */
export interface Tempogram {
  readonly at: (frequency: Hertz) => number;
}

/** One Hann window's Fourier magnitude at `omega` radians a frame over the window's sum. */
function magnitude(onsets: Float32Array, from: number, hannWindow: Float32Array, omega: number): number {
  let re = 0;
  let im = 0;
  let c = 1;
  let s = 0;
  const dc = Math.cos(omega);
  const ds = Math.sin(omega);
  const to = Math.min(hannWindow.length, onsets.length - from);
  for (let i = 0; i < to; i++) {
    const x = onsets[from + i] * hannWindow[i];
    re += x * c;
    im += x * s;
    const next = c * dc - s * ds;
    s = c * ds + s * dc;
    c = next;
  }
  return Math.hypot(re, im);
}

/**
 * Fourier tempogram, averaged over half-overlapping Hann windows and divided by the onset strength in them, so that it
 * bears slow drift (Grosche, Müller & Kurth, ICASSP 2010).
 */
export function tempogram(onsets: Float32Array, options: TempogramOptions): Tempogram {
  const { rate, lowest, highest, step } = options;
  const size = Math.min(onsets.length, Math.round(options.window * rate));
  const hannWindow = Float32Array.from(
    { length: size },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / size),
  );
  const count = Math.floor((highest - lowest) / step) + 1;
  const values = new Float64Array(count);
  let total = 0;
  for (let from = 0; from + size <= onsets.length && size > 0; from += Math.ceil(size / 2)) {
    total += magnitude(onsets, from, hannWindow, 0);
    for (let k = 0; k < count; k++) {
      values[k] += magnitude(onsets, from, hannWindow, (2 * Math.PI * (lowest + k * step)) / rate);
    }
  }
  const at = (frequency: Hertz): number => {
    const x = (frequency - lowest) / step;
    const k = Math.floor(x);
    if (total === 0 || k < 0 || k + 1 >= count) return 0;
    return (values[k] + (x - k) * (values[k + 1] - values[k])) / total;
  };
  return { at };
}
