import type { Seconds } from '../../domain/units.js';
import type { RuleFeatures } from './ruleFeatures.js';

/** Subdivisions of a beat in which onsets are counted. */
const subdivisions = 12;

/**
 * Rule features as they are on other beats of the same signal (n + 1 times, seconds, as `own`), made of those on its own beats without hearing it
 * again: chroma and bands are means over time, taken to be even within a beat; each stroke goes to the nearest subdivision. Outside its own beats
 * nothing sounds. Close to what ruleFeatures hears at those times (docs/benchmarks.md).
 */
export function regridded(
  features: RuleFeatures,
  own: readonly Seconds[],
  beats: readonly Seconds[],
): RuleFeatures {
  return {
    beats: Math.max(0, beats.length - 1),
    chroma: meansOver(features.chroma, own, beats),
    onsets: movedOnsets(features.onsets, own, beats),
    bands: meansOver(features.bands, own, beats),
  };
}

/** Means over the intervals between `beats` of rows that hold between `own`. */
function meansOver(values: Float32Array, own: readonly Seconds[], beats: readonly Seconds[]): Float32Array {
  const width = own.length > 1 ? values.length / (own.length - 1) : 0;
  const out = new Float32Array(Math.max(0, beats.length - 1) * width);
  let first = 0;
  for (let row = 0; row + 1 < beats.length; row += 1) {
    while (first + 2 < own.length && own[first + 1] <= beats[row]) first += 1;
    for (let from = first; from + 1 < own.length && own[from] < beats[row + 1]; from += 1) {
      const overlap = Math.min(beats[row + 1], own[from + 1]) - Math.max(beats[row], own[from]);
      if (overlap <= 0) continue;
      const share = overlap / (beats[row + 1] - beats[row]);
      for (let i = 0; i < width; i += 1) out[row * width + i] += share * values[from * width + i];
    }
  }
  return out;
}

function movedOnsets(values: Float32Array, own: readonly Seconds[], beats: readonly Seconds[]): Float32Array {
  const cells = Math.max(0, beats.length - 1) * subdivisions;
  const out = new Float32Array(cells * 2);
  let beat = 0;
  for (let from = 0; from < values.length / 2; from += 1) {
    const [start, end] = [own[Math.floor(from / subdivisions)], own[Math.floor(from / subdivisions) + 1]];
    const time = start + ((end - start) * (from % subdivisions)) / subdivisions;
    while (beat + 2 < beats.length && time >= beats[beat + 1]) beat += 1;
    const position = beat + (time - beats[beat]) / (beats[beat + 1] - beats[beat]);
    const cell = Math.round(position * subdivisions);
    if (!(cell >= 0 && cell < cells)) continue;
    out[cell * 2] += values[from * 2];
    out[cell * 2 + 1] += values[from * 2 + 1];
  }
  return out;
}
