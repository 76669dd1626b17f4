import type { Clip } from '../../domain/clip.js';
import { playedBeats, type Played } from '../../domain/played.js';
import type { Role } from '../../domain/role.js';
import { regridded } from './regridded.js';
import type { RuleFeatures } from './ruleFeatures.js';

/** The part of a clip that a mashup plays. */
export interface PlayedPart extends Played {
  readonly clip: Clip;
  readonly role: Role;
}

/** Of the features of all beats of a clip those of the bars that are played, in beats of the voice. */
export function playedFeatures(features: RuleFeatures, { clip, ...part }: PlayedPart): RuleFeatures {
  const beats = playedBeats(clip, part);
  if (part.beatRatio !== undefined) return regridded(features, clip.grid.beats, beats);
  const from = clip.grid.beats.indexOf(beats[0]);
  const [first, last] = [Math.max(0, from), Math.max(0, from) + beats.length - 1];
  const rows = (values: Float32Array, width: number): Float32Array =>
    values.subarray(first * width, last * width);
  return {
    beats: last - first,
    chroma: rows(features.chroma, 12),
    onsets: rows(features.onsets, 24),
    bands: rows(features.bands, 3),
  };
}
