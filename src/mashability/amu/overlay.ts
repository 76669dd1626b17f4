import type { Semitones } from '../../domain/units.js';

/** Which beats of two stems are laid over each other, and the candidate's shift against the base's. */
export interface Overlay {
  readonly beats: number;
  readonly shift: Semitones;
  readonly baseFrom: number;
  readonly candidateFrom: number;
}
