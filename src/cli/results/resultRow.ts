import type { Key } from '../../domain/key.js';
import type { Bpm, Ratio, Semitones } from '../../domain/units.js';

/** One mashup as a person wants to see it. */
export interface ResultRow {
  /** 1 is best. */
  readonly rank: number;
  readonly mashupId: string;
  /** Sources by name. */
  readonly vocal: string;
  readonly harmonic: string;
  readonly percussion: string;
  /** Of the vocal, and so of the mashup. */
  readonly key: Key;
  readonly bpm: Bpm;
  /** Of the harmonic part. */
  readonly shift: Semitones;
  readonly stretch: { readonly harmonic: Ratio; readonly percussion: Ratio };
  readonly score: number;
  /** Where the audio lies, once rendered. */
  readonly path?: string | undefined;
}
