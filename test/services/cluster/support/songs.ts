import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeStemSong, type Variant } from '../../../support/stemSongs.js';
import { builtOnce } from '../../cache/builtOnce.js';

/** Short ones, whose tempo and bars are given; each fits each other one. */
const variants: readonly Variant[] = [0, 1, -1, 2].map((semitones) => ({
  semitones,
  seconds: 17.5,
  sidecar: { bpm: 120 * 2 ** (semitones / 12), meter: 4, firstDownbeat: 0, title: `by ${semitones}` },
}));

/** A folder with the ready stems of four songs, the same for all tests and made once for all. */
export function clusterSongs(): Promise<string> {
  const content = createHash('sha256').update(JSON.stringify(variants)).digest('hex').slice(0, 12);
  return builtOnce(`cluster-songs-${content}`, (into) => {
    variants.forEach((variant, i) => makeStemSong(join(into, `song ${i + 1}`), variant));
    return Promise.resolve();
  });
}

/** Their folders. */
export const songFolders = (songs: string): readonly string[] =>
  readdirSync(songs)
    .sort()
    .map((name) => join(songs, name));
