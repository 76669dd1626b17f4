import { keyScores } from '../audio/key/keyScores.js';
import type { Key } from '../domain/music/key.js';

interface Sounding {
  /** MIDI number. */
  readonly pitch: number;
  /** In any unit. */
  readonly duration: number;
}

/** The major or the minor key of a signature, whichever the notes are nearer to. `relativeMajor`: pitch class of the major one's tonic. */
export function keyOfSignature(notes: readonly Sounding[], relativeMajor: number): Key {
  const durations = new Float64Array(12);
  for (const { pitch, duration } of notes) durations[pitch % 12] += duration;
  const scores = keyScores(durations);
  const minor = (relativeMajor + 9) % 12;
  return scores[relativeMajor] >= scores[12 + minor]
    ? { tonic: relativeMajor, mode: 'major' }
    : { tonic: minor, mode: 'minor' };
}
