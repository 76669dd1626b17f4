import type { PreparedStem } from '../features/prepareStem.js';
import { windowSums, type WindowSum } from '../features/windowSums.js';
import { pitchSpectrum, spectrumWidth } from './pitchSpectrum.js';

/** A stem as the fit rule looks at it: what is the same at all times has been taken out. */
export interface FitStem {
  readonly beats: number;
  /** The pitchSpectrum of the logarithm of the chroma, less its mean over the pitch classes: 0 where nothing sounds, or all alike. */
  readonly pitches: Float32Array;
  /** Sum of the squares of `pitches` over windows of beats. */
  readonly energy: WindowSum;
  /** [beats, 12]: logarithm of the onset strength in 12 subdivisions, less its mean over four beats, of unit length over them. */
  readonly onsets: Float32Array;
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
  const pitches = pitchSpectrum(compressed(chroma));
  const energy = windowSums(energyOf(pitches, spectrumWidth));
  const made = { beats, pitches, energy, onsets: evened(both, span * 12) };
  known.set(stem, made);
  return made;
}

function compressed(values: Float32Array): Float32Array {
  const most = values.reduce((a, b) => Math.max(a, b), 0);
  return most > 0 ? values.map((x) => Math.log1p((compression * x) / most)) : values;
}

/** Sum of squares of each row. */
function energyOf(rows: Float32Array, width: number): Float64Array {
  const energy = new Float64Array(rows.length / width);
  for (const [i, x] of rows.entries()) energy[Math.floor(i / width)] += x * x;
  return energy;
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
