import type { HeardRows } from '../audio/semitones/heardRows.js';
import type { Clip } from '../domain/clip.js';
import { voiceGrid } from '../mashability/played.js';
import type { Seconds } from '../domain/units.js';
import { regridded } from '../mashability/features/regridded.js';
import type { RuleFeatures } from '../mashability/features/ruleFeatures.js';
import { mashupBars } from '../mashability/mashupBars.js';
import { regriddedRows } from '../mashability/rows/regriddedRows.js';

/** A part that plays at its own speed: its first downbeat comes `offset` seconds after the seed's. */
export interface UnwarpedPart {
  readonly clip: Clip;
  readonly seed: Clip;
  readonly offset: Seconds;
}

/** A clip like the part's, of which a scorer reads how it sounds on the seed's beats. */
export type PlayUnwarped = (part: UnwarpedPart) => Clip;

/** Whole bars of the seed that the part covers. */
export const unwarpedBars = ({ clip, seed, offset }: UnwarpedPart): number =>
  mashupBars(voiceGrid(seed), [{ grid: voiceGrid(clip), warp: false, offset }]);

/**
 * The features of a part (of the bars that its own voice has) on the beats of the seed's bars that it covers: a clash of tempi stays a clash
 * (method §2).
 */
export function unwarpedFeatures(features: RuleFeatures, part: UnwarpedPart): RuleFeatures {
  return regridded(features, voiceGrid(part.clip).beats, unwarpedBeats(part));
}

/** The rows of semitones of the same bars on the same beats. */
export function unwarpedRows(rows: HeardRows, part: UnwarpedPart): HeardRows {
  return regriddedRows(rows, voiceGrid(part.clip).beats, unwarpedBeats(part));
}

/** The beats of the seed's bars that the part covers, on the part's clock. */
export function unwarpedBeats(part: UnwarpedPart): readonly Seconds[] {
  const { clip, seed, offset } = part;
  const voice = voiceGrid(seed);
  const beats = voice.beats.slice(0, unwarpedBars(part) * (voice.meter ?? 4) + 1);
  const later = voice.beats[0] + offset - voiceGrid(clip).beats[0];
  return beats.map((time) => time - later);
}
