import type { Meter } from '../../domain/music/grid.js';
import type { Bpm, Confidence, Seconds } from '../../domain/units.js';

/** The beats of a region, as found or given. */
export interface Rhythm {
  readonly bpm: Bpm;
  /** null: no bars were found. */
  readonly meter: Meter | null;
  /** Ascending, over the whole region. */
  readonly beats: readonly Seconds[];
  /** Indices into `beats`. */
  readonly downbeats: readonly number[];
  readonly beatConfidence: Confidence;
  readonly downbeatConfidence: Confidence;
}
