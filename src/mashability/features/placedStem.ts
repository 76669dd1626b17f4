import type { BeatRatio } from '../../domain/music/beatRatio.js';
import type { Semitones } from '../../domain/units.js';
import type { PreparedStem } from './prepareStem.js';

/** A stem as a part of a mashup: shifted, and read from beat `from` (a downbeat) on. */
export interface PlacedStem {
  readonly stem: PreparedStem;
  readonly shift: Semitones;
  readonly from: number;
  /** Of a part in half or double time: the same bars in beats of its own, and how these are counted. */
  readonly own?: { readonly stem: PreparedStem; readonly ratio: BeatRatio } | undefined;
}
