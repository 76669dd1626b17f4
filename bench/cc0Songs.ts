import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../src/packageFolder.js';

/** Truth about the five CC0 songs (4/4; every file begins on a downbeat; beat k lies at k · 60 / bpm; 48 bars). */
export interface Cc0Song {
  readonly name: string;
  readonly bpm: number;
  readonly key: string;
}

export const cc0Songs: readonly Cc0Song[] = [
  { name: 'Hydrogen', bpm: 132, key: 'D major' },
  { name: 'Sodium', bpm: 140, key: 'G minor' },
  { name: 'Potassium', bpm: 90, key: 'C major' },
  { name: 'Rubidium', bpm: 132, key: 'G major' },
  { name: 'Caesium', bpm: 130, key: 'C major' },
];

/** Directory of the stems in a folder of music (default: ../shared/music), undefined where it is missing. */
export const cc0Stems = (music = join(packageFolder, '../shared/music')): string | undefined => {
  const path = join(music, 'stems');
  return existsSync(path) ? path : undefined;
};
