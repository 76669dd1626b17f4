import { join } from 'node:path';
import { makeStemSong, type Variant } from '../../../test/support/stemSongs.js';

/** Of the stems that come with the project: 120 bpm, a downbeat at their beginning, 31.4 s. */
const [beat, inBar, length] = [0.5, 4, 31.3];
const seconds = 19;
const semitones = [0, 1, -1, 2, 3] as const;
const speedOf = (shift: number): number => 2 ** (shift / 12);
/** Beats from which the fastest still lasts as long as the others. */
const starts = Math.floor((length - seconds * speedOf(3)) / beat);

/** So many different songs can be made. */
export const mostSongs = starts * semitones.length;

/** Makes so many short songs with ready stems, whose tempo and bars are told; their folders, in the order in which they are to come. */
export function makeSoakSongs(folder: string, count: number): readonly string[] {
  if (count > mostSongs) throw new Error(`There are ${mostSongs} songs at most (asked for: ${count}).`);
  return Array.from({ length: count }, (_, n) =>
    makeStemSong(join(folder, `song ${String(n + 1).padStart(3, '0')}`), variantOf(n)),
  );
}

function variantOf(n: number): Variant {
  const shift = semitones[n % semitones.length];
  const speed = speedOf(shift);
  const beats = Math.floor(n / semitones.length);
  const firstDownbeat = (((inBar - (beats % inBar)) % inBar) * beat) / speed;
  const sidecar = { bpm: 120 * speed, meter: inBar, firstDownbeat, title: `song ${n + 1}` };
  return { semitones: shift, start: beats * beat, seconds, sidecar };
}
