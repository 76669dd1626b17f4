import { isAbsolute, resolve } from 'node:path';
import { isRemote, remoteProblem } from '../../domain/source/remoteUri.js';
import { shownUri } from '../../domain/source/shownUri.js';
import { stemNames, type StemName } from '../../domain/role.js';
import { refuse } from '../refuse.js';
import { scanSongs, type Scan } from './scanSongs.js';
import type { Song } from './song.js';

export interface PublishSelection {
  /** Files, folders, and addresses of other machines. */
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
  const wrong = [...paths, ...stem.map(pathOf)].flatMap(addressProblem);
  if (wrong.length > 0) refuse(wrong);
  if (stem.length > 0) {
    if (paths.length > 0 || as !== undefined)
      refuse(['--stem names all parts of one track: leave out the other songs and --as']);
    return { songs: [partsOf(stem)], problems: [] };
  }
  if (paths.length === 0) refuse(['name songs, or the parts of one with --stem']);
  if (as !== undefined && !isStem(as)) return refuse([`--as: must be ${known} (given: ${as})`]);
  const scan = withRemote(
    await scanSongs(
      paths.filter((path) => !isRemote(path)),
      { skip },
    ),
    paths.filter(isRemote),
  );
  if (scan.songs.length === 0) refuse([`there are no songs in ${paths.join(', ')}`]);
  return as === undefined ? scan : { ...scan, songs: scan.songs.map((song) => stemAlone(song, as)) };
}

/** Addresses are taken as they are: they are looked at where they are fetched. */
const withRemote = ({ songs, problems }: Scan, uris: readonly string[]): Scan => ({
  songs: [...songs, ...[...new Set(uris)].map((path): Song => ({ kind: 'mix', path }))],
  problems,
});

/** A stem as it was given, as far as it may be shown. */
const shownStem = (stem: string): string => stem.replace(pathOf(stem), shownUri);

/** The path in `name=path`. */
const pathOf = (stem: string): string => stem.slice(stem.indexOf('=') + 1);

const otherScheme = /^(?!file:)[a-z][a-z0-9+.-]+:\/\//i;

function addressProblem(path: string): readonly string[] {
  const problem = isRemote(path)
    ? remoteProblem(path)
    : otherScheme.test(path)
      ? 'only files, and addresses that begin with https: or s3:, can be published'
      : undefined;
  return problem === undefined ? [] : [`${shownUri(path)}: ${problem}`];
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
    if (!isStem(name) || path === '')
      problems.push(`--stem ${shownStem(text)}: write name=path, the name ${known}`);
    else if (stems[name]) problems.push(`--stem ${shownStem(text)}: ${name} is given twice`);
    else stems[name] = isAbsolute(path) || isRemote(path) ? path : resolve(path);
  }
  const [path] = Object.values(stems);
  return problems.length > 0 ? refuse(problems) : { kind: 'parts', path, stems };
}
