import type { Key } from '../../../domain/music/key.js';
import type { Role } from '../../../domain/role.js';
import type { BeatRatio } from '../../../domain/music/beatRatio.js';
import type { Bpm, Confidence, Ratio, Semitones } from '../../../domain/units.js';

/** One mashup as a person wants to see it. */
export interface ResultRow {
  /** 1 is best. */
  readonly rank: number;
  readonly mashupId: string;
  /** Sources by name. */
  readonly vocal: string;
  readonly harmonic: string;
  readonly percussion: string;
  /** The same without artists, for narrow terminals. */
  readonly titles: Readonly<Record<Role, string>>;
  /** Of the vocal, and so of the mashup. */
  readonly key: Key;
  /** How sure the keys are that were brought together: of voice and harmonic part the lower one. */
  readonly keyConfidence: Confidence;
  readonly bpm: Bpm;
  /** Of the harmonic part. */
  readonly shift: Semitones;
  readonly stretch: { readonly harmonic: Ratio; readonly percussion: Ratio };
  /** Of parts in half or double time. */
  readonly beatRatio: {
    readonly harmonic?: BeatRatio | undefined;
    readonly percussion?: BeatRatio | undefined;
  };
  readonly bars: number;
  readonly score: number;
  /** Why it scored so, where that was asked for. */
  readonly why?: readonly string[] | undefined;
  /** Where the audio lies, once rendered. */
  readonly path?: string | undefined;
}
