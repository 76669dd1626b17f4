import { join, parse } from 'node:path';
import type { Song } from './song.js';

/** Where corrections of a song lie: `song.mash.json` beside `song.mp3` (or the first part), `mash.json` in a folder of stems. */
export function sidecarPath(song: Song): string {
  if (song.kind === 'stems') return join(song.path, 'mash.json');
  const { dir, name } = parse(song.path);
  return join(dir, `${name}.mash.json`);
}
