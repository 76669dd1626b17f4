import type { Hertz, Seconds } from '../../domain/units.js';
import { whittaker } from './whittaker.js';

export interface TatumTrackOptions {
  /** Frames a second of the onset strength. */
  readonly rate: number;
  /** Tatums (smallest pulse) a second, within about 1 %. */
  readonly frequency: Hertz;
  readonly window: Seconds;
}

/** A pulse followed through a region. */
export interface TatumTrack {
  /** Pulses passed at each knot, not wrapped; whole numbers fall on pulses. Knots are `step` frames apart from 0. */
  readonly phase: Float64Array;
  readonly step: number;
  /** The same, had the tempo not changed at all: the best straight line. */
  readonly straight: Float64Array;
  /** How well the onsets agree with the pulse: 1 when every one lies on it, about 0 by chance. */
  readonly concentration: number;
}

/** Pulses passed at a frame (fractions allowed), linear between knots and beyond the ends. */
export function phaseAt(track: Pick<TatumTrack, 'phase' | 'step'>, frame: number): number {
  const { phase, step } = track;
  const k = Math.min(phase.length - 2, Math.max(0, Math.floor(frame / step)));
  return phase[k] + (frame / step - k) * (phase[k + 1] - phase[k]);
}

interface Correction {
  readonly offset: Float64Array;
  readonly weight: Float64Array;
}

/** How far the onsets near each knot lie from the pulses assumed (in pulses, unwrapped), and how surely. */
function corrections(
  onsets: Float32Array,
  track: Pick<TatumTrack, 'phase' | 'step'>,
  half: number,
): Correction {
  const { phase, step } = track;
  const cosines = new Float32Array(onsets.length);
  const sines = new Float32Array(onsets.length);
  for (let t = 0; t < onsets.length; t++) {
    const angle = 2 * Math.PI * phaseAt(track, t);
    cosines[t] = onsets[t] * Math.cos(angle);
    sines[t] = onsets[t] * Math.sin(angle);
  }
  const offset = new Float64Array(phase.length);
  const weight = new Float64Array(phase.length);
  let before = 0;
  for (let k = 0; k < phase.length; k++) {
    let re = 0;
    let im = 0;
    let sum = 0;
    const centre = k * step;
    for (let t = Math.max(0, centre - half); t <= Math.min(onsets.length - 1, centre + half); t++) {
      const taper = 0.5 + 0.5 * Math.cos((Math.PI * (t - centre)) / (half + 1));
      re += taper * cosines[t];
      im += taper * sines[t];
      sum += taper * onsets[t];
    }
    const magnitude = Math.hypot(re, im);
    const raw = Math.atan2(im, re) / (2 * Math.PI);
    const share = sum > 0 ? magnitude / sum : 0;
    // Where nothing agrees the phase is noise: it must neither weigh nor steer the unwrapping.
    offset[k] = raw + Math.round(before - raw);
    if (share > 0.1) before = offset[k];
    weight[k] = magnitude * share;
  }
  return { offset, weight };
}

/** Smooth curve through `values`; points far from it (in pulses) lose weight, as with Huber's estimator. */
function robustSmooth(values: Float64Array, weight: Float64Array, lambda: number): Float64Array {
  const most = Math.max(...weight);
  if (most === 0) return values;
  let w = weight.map((x) => x / most);
  let smooth = whittaker(values, w, lambda);
  for (let pass = 0; pass < 4; pass++) {
    w = weight.map((x, k) => (x / most) * Math.min(1, 0.05 / (1e-9 + Math.abs(values[k] - smooth[k]))));
    smooth = whittaker(values, w, lambda);
  }
  return smooth;
}

/** Mean agreement of the onset strength with the pulse itself: 1 when every onset lies on it, about 0 by chance. */
function agreement(onsets: Float32Array, track: Pick<TatumTrack, 'phase' | 'step'>): number {
  let agreed = 0;
  let total = 0;
  for (let t = 0; t < onsets.length; t++) {
    agreed += onsets[t] * Math.cos(2 * Math.PI * phaseAt(track, t));
    total += onsets[t];
  }
  return total > 0 ? agreed / total : 0;
}

/** Stiffness of the curve: a straight line first, and looser only where that agrees clearly better. */
const straightest = 1e7;
const looser = [1e3, 60] as const;

/**
 * Follows a pulse of nearly known frequency: the phase of the onset strength's Fourier component in overlapping windows,
 * unwrapped and robustly smoothed. All onsets vote, so a missed or extra beat bends nothing.
 */
export function tatumTrack(onsets: Float32Array, options: TatumTrackOptions): TatumTrack {
  const { rate, frequency, window } = options;
  const step = Math.max(1, Math.round(rate * 1.5));
  const knots = Math.max(2, Math.ceil(onsets.length / step) + 1);
  const half = Math.round((window * rate) / 2);
  const refined = (phase: Float64Array, lambda: number): Float64Array => {
    const { offset, weight } = corrections(onsets, { phase, step }, half);
    const measured = phase.map((p, k) => p - offset[k]);
    return robustSmooth(measured, weight, lambda);
  };
  const again = (phase: Float64Array, lambda: number): Float64Array => {
    const { offset, weight } = corrections(onsets, { phase, step }, half);
    const left = robustSmooth(offset, weight, lambda);
    return phase.map((p, k) => p - left[k]);
  };
  let loose: Float64Array = Float64Array.from({ length: knots }, (_, k) => (k * step * frequency) / rate);
  for (const lambda of [1e3, 100, 30]) loose = refined(loose, lambda);
  const straight = refined(loose, straightest);
  let best: TatumTrack = {
    phase: straight,
    step,
    straight,
    concentration: agreement(onsets, { phase: straight, step }),
  };
  for (const lambda of looser) {
    // Once more on what is left: smoothing alone flattens the bend at both ends.
    const phase = again(again(refined(loose, lambda), lambda), lambda);
    const concentration = agreement(onsets, { phase, step });
    if (concentration > 1.1 * best.concentration + 0.02) best = { phase, step, straight, concentration };
  }
  return best;
}
