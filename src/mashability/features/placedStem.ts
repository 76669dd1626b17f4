import type { Semitones } from '../../domain/units.js';
import type { PreparedStem } from './prepareStem.js';

/** A stem as a part of a mashup: shifted, and read from beat `from` (a downbeat) on. */
export interface PlacedStem {
  readonly stem: PreparedStem;
  readonly shift: Semitones;
  readonly from: number;
}
