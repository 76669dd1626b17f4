import type { Decibels, Semitones } from '../domain/units.js';
import type { RuleFeatures } from '../mashability/features/ruleFeatures.js';

/** A leak in features of one kind. */
export interface Leak<T = RuleFeatures> {
  /** What leaks; its beats fall on the part's, and past its end nothing leaks. */
  readonly from: T;
  /** Against the part; features are all taken at one loudness. */
  readonly level: Decibels;
  /** Semitones by which the part will be shifted; what leaks is heard where it is, whatever the shift. */
  readonly shift: Semitones;
}

/** Of onset strength, log(1 + 100 a): how far a stroke's amplitude rose, and back. */
const rise = (strength: number): number => Math.expm1(strength);

/**
 * Features of a part into which something else leaks, made of the features of both: amplitudes of the chromas and powers of the bands are added, and
 * strokes as if each rose from silence. As made bleed is, it says nothing of how a separator sounds.
 */
export function withLeak(features: RuleFeatures, { from, level, shift }: Leak): RuleFeatures {
  const gain = 10 ** (level / 20);
  const { chroma, onsets, bands } = from;
  const atPitch = (i: number): number => {
    const pitch = (((i + shift) % 12) + 12) % 12;
    return chroma[Math.floor(i / 12) * 12 + pitch] ?? 0;
  };
  return {
    beats: features.beats,
    chroma: features.chroma.map((x, i) => x + gain * atPitch(i)),
    onsets: features.onsets.map((x, i) => Math.log1p(rise(x) + gain * rise(onsets[i] ?? 0))),
    bands: features.bands.map((x, i) => x + gain * gain * (bands[i] ?? 0)),
  };
}
