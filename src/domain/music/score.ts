import type { Bpm } from '../units.js';

/** A position in a score, in its own ticks. */
export type Ticks = number;

/** Something that a channel of a score is told. Pitches, velocities, programs and controllers are MIDI's numbers. */
export type ScoreEvent =
  | Note
  | { readonly kind: 'program'; readonly at: Ticks; readonly program: number }
  | { readonly kind: 'controller'; readonly at: Ticks; readonly controller: number; readonly value: number }
  | { readonly kind: 'bend'; readonly at: Ticks; readonly value: number };

export interface Note {
  readonly kind: 'note';
  readonly at: Ticks;
  readonly duration: Ticks;
  readonly pitch: number;
  readonly velocity: number;
  /** What is sung on it; left out: nothing new. */
  readonly syllable?: string;
}

/** What one track of a score gives one channel. */
export interface ScorePart {
  readonly name: string;
  /** 0 … 15; 9 is percussion (General MIDI). */
  readonly channel: number;
  /** In order of time. */
  readonly events: readonly ScoreEvent[];
}

/** A piece of symbolic music. */
export interface Score {
  readonly ticksPerBeat: Ticks;
  readonly parts: readonly ScorePart[];
  /** In order of time; before the first it is 120 bpm. */
  readonly tempi: readonly { readonly at: Ticks; readonly bpm: Bpm }[];
  /** In order of time; before the first it is 4/4. */
  readonly meters: readonly { readonly at: Ticks; readonly beats: number; readonly unit: number }[];
  readonly end: Ticks;
}

export const percussionChannel = 9;

export const isNote = (event: ScoreEvent): event is Note => event.kind === 'note';
