import type { Score, ScorePart, Ticks } from './score.js';

/** A chord that a symbol asks for, until the next one. */
export interface ChordSymbol {
  readonly at: Ticks;
  /** 0 (C) … 11. */
  readonly root: number;
  /** Above the root, semitones, the root's 0 among them. None: nothing is to be played. */
  readonly intervals: readonly number[];
  /** Pitch class of the lowest note, where it is not the root. */
  readonly bass?: number;
}

/** Sharps (flats where negative) from a place on. */
export interface KeySignature {
  readonly at: Ticks;
  readonly fifths: number;
}

/** A part of a score, and how many of its notes have words. */
export interface WordedPart extends ScorePart {
  readonly words: number;
}

/** A piece as it is written for somebody to sing: parts with words among others, or with symbols in place of an accompaniment. */
export interface SungScore extends Score {
  readonly parts: readonly WordedPart[];
  /** In order of time. */
  readonly keys: readonly KeySignature[];
  /** In order of time. */
  readonly chords: readonly ChordSymbol[];
  /** Where each bar begins, in order of time; the first may be a pick-up, shorter than its meter says. */
  readonly bars: readonly Ticks[];
}
