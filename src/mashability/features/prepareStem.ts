import type { RuleFeatures } from './ruleFeatures.js';
import { stemSpectra, type StemSpectra } from './stemSpectra.js';
import { windowSums, type WindowSum } from './windowSums.js';

/** A stem made ready to be compared with many others. */
export interface PreparedStem {
  readonly features: RuleFeatures;
  readonly beats: number;
  /** Sum of squares of chroma over windows of beats. */
  readonly chromaEnergy: WindowSum;
  /** Sum of squares of onset strength over windows of beats. */
  readonly onsetEnergy: WindowSum;
  /** Sum of each band over windows of beats. */
  readonly bands: readonly [low: WindowSum, middle: WindowSum, high: WindowSum];
  /** Computed at the first call for each size, then kept. */
  spectra(size: number): StemSpectra;
  /** The first `beats` beats, prepared; kept. */
  first(beats: number): PreparedStem;
}

function energyPerBeat(values: Float32Array, width: number): Float64Array {
  const energy = new Float64Array(values.length / width);
  for (let n = 0; n < energy.length; n++)
    for (let i = n * width; i < (n + 1) * width; i++) energy[n] += values[i] * values[i];
  return energy;
}

function column(bands: Float32Array, index: number): Float64Array {
  const values = new Float64Array(bands.length / 3);
  for (let n = 0; n < values.length; n++) values[n] = bands[n * 3 + index];
  return values;
}

const remembered = <T>(make: (key: number) => T): ((key: number) => T) => {
  const known = new Map<number, T>();
  return (key) => {
    const old = known.get(key);
    if (old !== undefined) return old;
    const made = make(key);
    known.set(key, made);
    return made;
  };
};

/** The first `beats` rows of the features (views, not copies). */
export const firstBeats = (features: RuleFeatures, beats: number): RuleFeatures => ({
  beats,
  chroma: features.chroma.subarray(0, beats * 12),
  onsets: features.onsets.subarray(0, beats * 24),
  bands: features.bands.subarray(0, beats * 3),
});

/** Prepares a stem's features for the rules; the heavy part (spectra, needed by the free search only) is put off. */
export function prepareStem(features: RuleFeatures): PreparedStem {
  const band = (index: number): WindowSum => windowSums(column(features.bands, index));
  const first = remembered((beats) => prepareStem(firstBeats(features, beats)));
  const stem: PreparedStem = {
    features,
    beats: features.beats,
    chromaEnergy: windowSums(energyPerBeat(features.chroma, 12)),
    onsetEnergy: windowSums(energyPerBeat(features.onsets, 24)),
    bands: [band(0), band(1), band(2)],
    spectra: remembered((size) => stemSpectra(features, size)),
    first: (beats) => (beats === features.beats ? stem : first(beats)),
  };
  return stem;
}
