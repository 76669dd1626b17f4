import { keyScores } from '../audio/key/keyScores.js';
import type { Key } from '../domain/music/key.js';
import type { Note } from '../domain/music/score.js';

/** The key of written notes: their durations by pitch class against the key profiles of the analysis. */
export function keyOfNotes(notes: readonly Note[]): Key {
  const durations = new Float64Array(12);
  for (const { pitch, duration } of notes) durations[pitch % 12] += duration;
  const scores = keyScores(durations);
  const best = scores.indexOf(Math.max(...scores));
  return { tonic: best % 12, mode: best < 12 ? 'major' : 'minor' };
}
