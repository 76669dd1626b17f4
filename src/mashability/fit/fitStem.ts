import type { PreparedStem } from '../features/prepareStem.js';
import { windowSums, type WindowSum } from '../features/windowSums.js';
import { likenessOf, type Likeness } from './likeness.js';
import { pitchSpectrum, spectrumEnergy } from './pitchSpectrum.js';
import { usualOf, type Usual } from './usual.js';

/** A stem as the fit rule looks at it: what is the same at all times has been taken out. */
export interface FitStem {
  readonly beats: number;
  /**
   * The pitchSpectrum of the logarithm of the chroma, each beat less its mean over the pitch classes and divided by the root of its length: 0 where
   * nothing sounds, or all alike.
   */
  readonly pitches: Float32Array;
  /** Sum of the squares of `pitches` over windows of beats. */
  readonly energy: WindowSum;
  /** [beats, 12]: logarithm of the onset strength in 12 subdivisions, less its mean over four beats, of unit length over them. */
  readonly onsets: Float32Array;
  /** Which stretches repeat others, by their strokes and by their notes. */
  readonly likeness: Likeness;
  /** [12]: what sounds at all times: the mean of the beats that `pitches` is made of, over the root of their mean square. */
  readonly steady: Float64Array;
  /** [48]: mean of `onsets` over the stretches of four beats. */
  readonly pattern: Float64Array;
  /** How well it agrees with parts of the panel, whatever they are. */
  readonly usual: Usual;
}

/** How strongly loud values are pressed together: log(1 + 30 x / max). */
const compression = 30;
/** Beats over which onsets are evened out. */
const span = 4;

const known = new WeakMap<PreparedStem, FitStem>();

/** Made once for a stem, and kept as long as that. */
export function fitStem(stem: PreparedStem): FitStem {
  const old = known.get(stem);
  if (old) return old;
  const { beats, chroma, onsets } = stem.features;
  const strokes = compressed(onsets);
  const both = Float32Array.from({ length: beats * 12 }, (_, i) => strokes[2 * i] + strokes[2 * i + 1]);
  const notes = halfEvened(compressed(chroma));
  const pitches = pitchSpectrum(notes);
  const heard = {
    ...{ beats, pitches, energy: windowSums(spectrumEnergy(pitches)) },
    onsets: evened(both, span * 12),
  };
  const [steady, pattern] = [steadyOf(notes), meanRow(heard.onsets, span * 12)];
  const likeness = likenessOf(heard.onsets, notes);
  const made = { ...heard, likeness, steady, pattern, usual: usualOf(steady, pattern) };
  known.set(stem, made);
  return made;
}

function compressed(values: Float32Array): Float32Array {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return most > 0 ? values.map((x) => Math.log1p((compression * x) / most)) : values;
}

/** Rows of 12 less their mean, each divided by the root of its length: so a clear beat counts for more than a blurred one, but not by all that it is clearer. */
function halfEvened(chroma: Float32Array): Float32Array {
  const out = new Float32Array(chroma.length);
  for (let from = 0; from < chroma.length; from += 12) {
    const row = chroma.subarray(from, from + 12);
    const mean = row.reduce((sum, x) => sum + x, 0) / 12;
    const length = Math.sqrt(row.reduce((sum, x) => sum + (x - mean) ** 2, 0));
    if (length > 1e-6) row.forEach((x, p) => (out[from + p] = (x - mean) / Math.sqrt(length)));
  }
  return out;
}

/** The mean row over the root of the rows' mean square; 0 where nothing sounds. */
function steadyOf(notes: Float32Array): Float64Array {
  const square = (12 * notes.reduce((sum, x) => sum + x * x, 0)) / Math.max(1, notes.length);
  return meanRow(notes, 12).map((x) => (square > 0 ? x / Math.sqrt(square) : 0));
}

/** Mean of all whole rows of `width` values. */
function meanRow(values: Float32Array, width: number): Float64Array {
  const rows = Math.floor(values.length / width);
  const mean = new Float64Array(width);
  for (let i = 0; i < rows * width; i += 1) mean[i % width] += values[i] / rows;
  return mean;
}

/** Each block of `width` values less its mean, of unit length. */
function evened(values: Float32Array, width: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let from = 0; from < values.length; from += width) {
    const block = values.subarray(from, from + width);
    const mean = block.reduce((sum, x) => sum + x, 0) / block.length;
    const length = Math.sqrt(block.reduce((sum, x) => sum + (x - mean) ** 2, 0));
    if (length > 1e-6) block.forEach((x, i) => (out[from + i] = (x - mean) / length));
  }
  return out;
}
