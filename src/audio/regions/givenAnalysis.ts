import type { Meter } from '../../domain/music/grid.js';
import type { Key } from '../../domain/music/key.js';
import type { Bpm, Seconds } from '../../domain/units.js';

/** What a person knows about a region; it wins over analysis. Times in seconds from the start of the region's audio. */
export interface GivenAnalysis {
  readonly bpm?: Bpm | undefined;
  readonly key?: Key | undefined;
  readonly meter?: Meter | undefined;
  /** May lie outside the region (negative: before it): it then tells which beats open a bar, and does not time them. */
  readonly firstDownbeat?: Seconds | undefined;
  readonly beats?: readonly Seconds[] | undefined;
  readonly downbeats?: readonly Seconds[] | undefined;
}
