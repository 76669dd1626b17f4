import type { Hertz, Seconds } from '../../domain/units.js';

/** Semitones of a row: from C2 to C7, the range of voices and of what accompanies them. MIDI numbers. */
export const lowestSemitone = 36;
export const semitones = 61;
/** Rows of a beat. */
export const rowsPerBeat = 4;

/** Frequency of a pitch (MIDI number, may be fractional). */
export const frequencyOf = (pitch: number): Hertz => 440 * 2 ** ((pitch - 69) / 12);

/** The middles of the rows between `beats` (n + 1 times): [n · 4]. */
export function rowTimes(beats: readonly Seconds[]): readonly Seconds[] {
  return beats.slice(0, -1).flatMap((beat, n) =>
    Array.from({ length: rowsPerBeat }, (_, row) => {
      return beat + ((row + 0.5) / rowsPerBeat) * (beats[n + 1] - beat);
    }),
  );
}
