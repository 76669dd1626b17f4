import { sampleRate } from '../../domain/audio.js';
import type { Cents } from '../../domain/units.js';
import { frequencyOf, lowestSemitone, semitones } from './semitoneGrid.js';

/** Samples of a frame. */
export const windowSize = 8192;
/** Bins of a semitone reach this far to either side of its middle: half way into its neighbours. */
const reach = 1;

/** What counts for a semitone, from bin `first` on; it sums to 1. */
export interface SemitoneFilter {
  readonly first: number;
  readonly weights: Float64Array;
}

/** Triangles over the logarithm of frequency, 0 a semitone away from the middle; narrower than a bin, the nearest two share it. */
function filterOf(pitch: number): SemitoneFilter {
  const place = (p: number): number => (frequencyOf(p) * windowSize) / sampleRate;
  const [low, high] = [place(pitch - reach), place(pitch + reach)];
  const first = Math.floor(low);
  const weights = Float64Array.from({ length: Math.ceil(high) - first + 1 }, (_, i) => {
    const bin = first + i;
    if (bin < 1) return 0;
    const away = Math.abs(12 * Math.log2((bin * sampleRate) / windowSize / frequencyOf(pitch)));
    return Math.max(0, 1 - away / reach);
  });
  if (weights.every((weight) => weight < 0.5)) {
    const middle = place(pitch);
    weights[Math.floor(middle) - first] += 1 - (middle % 1);
    weights[Math.floor(middle) + 1 - first] += middle % 1;
  }
  const sum = weights.reduce((a, b) => a + b, 0);
  return { first, weights: weights.map((weight) => weight / sum) };
}

/** The filters of all semitones, on the power spectrum of a frame; `tuning`: cents by which the music lies above A = 440 Hz. */
export const semitoneFilters = (tuning: Cents = 0): readonly SemitoneFilter[] =>
  Array.from({ length: semitones }, (_, i) => filterOf(lowestSemitone + i + tuning / 100));
