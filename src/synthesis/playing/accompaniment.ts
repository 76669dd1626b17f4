import type { BeatNote } from '../sung/songWindows.js';

/** What accompanies a voice, in beats. */
export interface Accompaniment {
  readonly bass: readonly BeatNote[];
  readonly other: readonly BeatNote[];
}

/** A bass is not higher. */
const highestBass = 55;

/** The notes below which nothing begins, as a bass, and the others; in order of time. */
export function withBass(notes: readonly BeatNote[]): Accompaniment {
  const lowest = (note: BeatNote): boolean =>
    note.pitch <= highestBass &&
    notes.every(
      ({ from, to, pitch }) => pitch >= note.pitch || from > note.from + 1e-6 || to <= note.from + 1e-6,
    );
  return { bass: notes.filter(lowest), other: notes.filter((note) => !lowest(note)) };
}
