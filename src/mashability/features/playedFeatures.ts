import type { Clip } from '../../domain/clip.js';
import { playedBeats, type Played } from '../played.js';
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
  if (part.beatRatio !== undefined) {
    const counted = regridded(features, clip.grid.beats, beats);
    return part.beatRatio === 2 ? { ...counted, onsets: spread(counted.onsets) } : counted;
  }
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

/**
 * Onsets of a part in half time: its subdivisions last two of the voice's, in one of which or beside which a stroke fell. Left on every other one, the strokes of any
 * two such parts would fall together.
 */
function spread(onsets: Float32Array): Float32Array {
  return onsets.map((x, i) => 0.5 * x + 0.25 * ((onsets[i - 2] || 0) + (onsets[i + 2] || 0)));
}
