import { isAbsolute, resolve } from 'node:path';
import { stemNames, type StemName } from '../../domain/role.js';
import { refuse } from '../refuse.js';
import { scanSongs, type Scan } from './scanSongs.js';
import type { Song } from './song.js';

export interface PublishSelection {
  /** Files and folders. */
  readonly paths: readonly string[];
  /** What the files are, where they are no mixed songs: the name of a stem. */
  readonly as?: string | undefined;
  /** `name=path` of stems that belong together. */
  readonly stem: readonly string[];
  /** Folders that are not entered. */
  readonly skip: readonly string[];
}

const isStem = (name: string | undefined): name is StemName => stemNames.some((stem) => stem === name);
const known = `one of ${stemNames.join(', ')}`;

/** The songs that a person names for publishing. Errors: `bad-config` with all problems of the arguments, `not-found`. */
export async function songsToPublish({ paths, as, stem, skip }: PublishSelection): Promise<Scan> {
  if (stem.length > 0) {
    if (paths.length > 0 || as !== undefined)
      refuse(['--stem names all parts of one track: leave out the other songs and --as']);
    return { songs: [partsOf(stem)], problems: [] };
  }
  if (paths.length === 0) refuse(['name songs, or the parts of one with --stem']);
  if (as !== undefined && !isStem(as)) return refuse([`--as: must be ${known} (given: ${as})`]);
  const scan = await scanSongs(paths, { skip });
  if (scan.songs.length === 0) refuse([`there are no songs in ${paths.join(', ')}`]);
  return as === undefined ? scan : { ...scan, songs: scan.songs.map((song) => stemAlone(song, as)) };
}

function stemAlone(song: Song, stem: StemName): Song {
  if (song.kind !== 'mix')
    return refuse([`--as ${stem}: ${song.path} is a folder of stems already; leave --as out`]);
  return { kind: 'parts', path: song.path, stems: { [stem]: song.path } };
}

function partsOf(stem: readonly string[]): Song {
  const problems: string[] = [];
  const stems: Partial<Record<StemName, string>> = {};
  for (const text of stem) {
    const at = text.indexOf('=');
    const [name, path] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)];
    if (!isStem(name) || path === '') problems.push(`--stem ${text}: write name=path, the name ${known}`);
    else if (stems[name]) problems.push(`--stem ${text}: ${name} is given twice`);
    else stems[name] = isAbsolute(path) ? path : resolve(path);
  }
  const [path] = Object.values(stems);
  return problems.length > 0 ? refuse(problems) : { kind: 'parts', path, stems };
}
