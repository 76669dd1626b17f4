import { basename, parse, relative } from 'node:path';
import { scanSongs } from '../songs/scanSongs.js';
import type { Song } from '../songs/song.js';

/** Finds the songs of a folder by name or path below it, with or without ending, in any case. */
export type FindSong = (name: string) => readonly Song[];

/** Error `not-found` where there is no such folder. */
export async function songsByName(folder: string): Promise<FindSong> {
  const { songs } = await scanSongs([folder]);
  const known = new Map<string, Set<Song>>();
  for (const song of songs) {
    const below = relative(folder, song.path);
    const plain = song.kind === 'stems' ? below : below.slice(0, below.length - parse(below).ext.length);
    for (const name of [below, plain, basename(below), basename(plain)]) {
      const found = known.get(name.toLowerCase()) ?? new Set<Song>();
      known.set(name.toLowerCase(), found.add(song));
    }
  }
  return (name) => [...(known.get(name.replace(/^\.\//, '').replace(/\/$/, '').toLowerCase()) ?? [])];
}
