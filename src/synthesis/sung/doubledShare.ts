import type { BeatNote } from './songWindows.js';

/** Notes that begin so near to each other begin together, in beats. */
const together = 0.06;

/** Share of the voice's notes that the accompaniment begins as well, at once, in any octave. */
export function doubledShare(voice: readonly BeatNote[], accompaniment: readonly BeatNote[]): number {
  const doubled = voice.filter(({ from, pitch }) =>
    accompaniment.some((note) => Math.abs(note.from - from) < together && (note.pitch - pitch) % 12 === 0),
  );
  return voice.length === 0 ? 0 : doubled.length / voice.length;
}
