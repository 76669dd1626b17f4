import type { Stretch } from '../../domain/music/stretch.js';
import type { Decibels, Hertz, Seconds } from '../../domain/units.js';

/** Levels are those of 20 ms, every 10 ms. */
const step: Seconds = 0.01;
/** Loudest moments are looked for so far to either side: about a syllable. */
const reach: Seconds = 0.4;
/** A voice breaks where it lies so far under the loudest moments on both sides, or under its loud passages. */
const depth: Decibels = 10;
const range: Decibels = 30;

/** Level of each frame; frame t is centred on t · step. */
function levelsOf(vocals: Float32Array, sampleRate: Hertz): Float32Array {
  const hop = step * sampleRate;
  const blocks = new Float64Array(Math.ceil(vocals.length / hop));
  vocals.forEach((x, i) => (blocks[Math.floor(i / hop)] += x * x));
  return Float32Array.from(
    blocks,
    (block, t) => 10 * Math.log10((block + (t > 0 ? blocks[t - 1] : 0)) / (2 * hop) + 1e-12),
  );
}

/** Loudest of the frames from t − reach to t. */
function loudestBefore(levels: Float32Array): Float32Array {
  const frames = Math.round(reach / step);
  return levels.map((_, t) =>
    levels.subarray(Math.max(0, t - frames), t + 1).reduce((a, b) => Math.max(a, b)),
  );
}

/**
 * Where a mono vocals stem may be cut without cutting a note, from and to, in order, seconds: rests, and the dips between notes. Held notes
 * have none, whatever else is heard.
 */
export function voiceBreaks(vocals: Float32Array, sampleRate: Hertz): readonly Stretch[] {
  const levels = levelsOf(vocals, sampleRate);
  const before = loudestBefore(levels);
  const after = loudestBefore(levels.toReversed()).reverse();
  const loud = levels.toSorted().at(Math.floor(0.95 * levels.length)) ?? 0;
  const breaks: Stretch[] = [];
  let from: number | undefined;
  for (let t = 0; t <= levels.length; t++) {
    const isBreak =
      t < levels.length && levels[t] < Math.max(Math.min(before[t], after[t]) - depth, loud - range);
    if (isBreak) from ??= t;
    else if (from !== undefined) {
      breaks.push([from * step, t * step]);
      from = undefined;
    }
  }
  return breaks;
}
