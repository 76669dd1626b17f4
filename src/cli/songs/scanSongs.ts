import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { PipelineError, shortageOf } from '../../errors.js';
import { audioExtensions } from './audioExtensions.js';
import type { Song } from './song.js';
import { stemsIn } from './stemsIn.js';

export interface ScanOptions {
  /** Folders that are not entered: our own data and results. */
  readonly skip?: readonly string[];
}

export interface Scan {
  /** In the order of their paths, the same on every run. */
  readonly songs: readonly Song[];
  /** What could not be looked at; the rest was. */
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
}

interface Walk {
  readonly songs: Song[];
  readonly problems: { path: string; reason: string }[];
  /** Real paths of folders that were or must not be entered, so that links in circles end. */
  readonly closed: Set<string>;
}

const endings = new Set<string>(audioExtensions);

/**
 * Songs in files and folders, folders with all below: audio, video with sound, folders of ready stems. Hidden ones are left out,
 * except when named. Error `not-found` for a named path that does not exist, `unreadable` for one that may not be looked at.
 */
export async function scanSongs(paths: readonly string[], options: ScanOptions = {}): Promise<Scan> {
  const skip = await Promise.all(
    (options.skip ?? []).map((path) => realpath(path).catch(() => resolve(path))),
  );
  const walk: Walk = { songs: [], problems: [], closed: new Set(skip) };
  for (const path of paths.map((name) => resolve(name))) {
    const info = await stat(path).catch((cause: unknown) => {
      throw notSeen(path, cause);
    });
    if (info.isDirectory()) await enter(path, walk);
    else walk.songs.push({ kind: 'mix', path });
  }
  return { songs: walk.songs, problems: walk.problems };
}

function notSeen(path: string, cause: unknown): PipelineError {
  if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR'))
    return new PipelineError('not-found', `Looking for songs: there is no ${path}. Check the name.`, {
      cause,
    });
  const { code, message, retryable } = PipelineError.from(cause);
  const told = shortageOf(cause) ? code : 'unreadable';
  return new PipelineError(told, `Looking for songs: ${path} cannot be looked at: ${message}`, {
    cause,
    retryable,
  });
}

async function enter(folder: string, walk: Walk): Promise<void> {
  try {
    const real = await realpath(folder);
    if (walk.closed.has(real)) return;
    walk.closed.add(real);
    const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
    await visit(folder, names, walk);
  } catch (error) {
    walk.problems.push({ path: folder, reason: PipelineError.from(error).message });
  }
}

async function visit(folder: string, names: readonly string[], walk: Walk): Promise<void> {
  const kinds = new Map<string, 'file' | 'folder' | 'other'>();
  for (const name of names) kinds.set(name, await kindOf(join(folder, name), walk));
  const isAudio = (name: string): boolean =>
    kinds.get(name) === 'file' && endings.has(extname(name).toLowerCase());
  const track = stemsIn(folder, names.filter(isAudio));
  if (track) walk.songs.push({ kind: 'stems', path: folder, stems: track.stems });
  for (const name of names) {
    const path = join(folder, name);
    if (kinds.get(name) === 'folder') await enter(path, walk);
    else if (isAudio(name) && !track?.belongs.has(name)) walk.songs.push({ kind: 'mix', path });
  }
}

/**
 * What a name stands for, links followed. What could be a song or a folder by its name, but is a link to nowhere, a name that is not
 * UTF-8, a pipe or a device, is a problem.
 */
async function kindOf(path: string, walk: Walk): Promise<'file' | 'folder' | 'other'> {
  const ending = extname(path).toLowerCase();
  const problem = (reason: string): 'other' => {
    if (ending === '' || endings.has(ending)) walk.problems.push({ path, reason });
    return 'other';
  };
  const info = await stat(path).catch((error: unknown) => PipelineError.from(error));
  if (info instanceof PipelineError) return problem(`it cannot be read (${info.message})`);
  if (info.isDirectory()) return 'folder';
  if (info.isFile()) return 'file';
  return ending === '' ? 'other' : problem('it is no regular file but a pipe, a socket or a device');
}
