import { bandLoudness } from '../../audio/loudness/bandLoudness.js';
import { beatChroma } from '../../audio/key/beatChroma.js';
import { drumOnsets } from '../../audio/onsets/drumOnsets.js';
import type { Cents, Seconds } from '../../domain/units.js';

/** What the rules need to know about one role's signal on a beat grid; row by row, `beats` intervals. */
export interface RuleFeatures {
  readonly beats: number;
  /** [beats, 12], pitch class 0 = C. */
  readonly chroma: Float32Array;
  /** [beats · 12, 2], kick and snare onset strength in 12 subdivisions a beat. */
  readonly onsets: Float32Array;
  /** [beats, 3], loudness-weighted mean power below 220, below 1760 and above 1760 Hz. */
  readonly bands: Float32Array;
}

/**
 * Rule features of a mono signal at 44.1 kHz, levelled by the caller (−23 LUFS over its sounding parts: onsets and bands depend
 * on level). `beats`: n + 1 times in seconds for n rows, on the stem's own grid or any other (the seed's times, unwarped);
 * outside the signal is silence. `tuning`: cents by which the music lies above A = 440 Hz.
 */
export function ruleFeatures(
  signal: Float32Array,
  beats: readonly Seconds[],
  { tuning = 0 }: { readonly tuning?: Cents } = {},
): RuleFeatures {
  return {
    beats: Math.max(0, beats.length - 1),
    chroma: beatChroma(signal, beats, { tuning }),
    onsets: drumOnsets(signal, beats),
    bands: bandLoudness(signal, beats),
  };
}
