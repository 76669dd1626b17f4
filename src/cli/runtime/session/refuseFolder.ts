import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Config } from '../../../config.js';
import { PipelineError } from '../../../errors.js';
import { checkFolder } from '../../check/checkFolder.js';

/** Error `bad-config` where results cannot be written to `out`: told before the work, not after hours of it. */
export function refuseFolder(out: string): void {
  const { well, text } = checkFolder('out', out);
  if (!well) throw new PipelineError('bad-config', `The folder for results, ${text}`);
}

type Places = Pick<Config, 'data' | 'out'>;

/** Error `bad-config` where state, results and songs would lie in each other's way, links followed. */
export function refuseOverlap(places: Places, songs: readonly string[]): void {
  const problem = overlapOf(places, songs);
  if (problem !== undefined) throw new PipelineError('bad-config', problem);
}

/** What is wrong with the folders; undefined: nothing. */
export function overlapOf({ data, out }: Places, songs: readonly string[] = []): string | undefined {
  const [realData, realOut] = [realPath(data), realPath(out)];
  if (realData === realOut) return `${out} is given for both state and results. ${other('out')}`;
  if (isInside(realOut, realData))
    return `The folder for results, ${out}, lies in the data folder ${data}. ${other('out')}`;
  if (isInside(realData, realOut))
    return `The data folder ${data} lies in the folder for results, ${out}. ${other('data')}`;
  const named = songs.map(realPath);
  if (named.includes(realData)) return `The data folder ${data} is given as songs, too. ${other('data')}`;
  if (named.includes(realOut))
    return `The folder for results, ${out}, is given as songs, too. ${other('out')}`;
  return undefined;
}

const other = (flag: 'data' | 'out'): string => `Choose another with --${flag}.`;

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(join('..', '/')) && !isAbsolute(way);
}

/** Where a path leads, links followed as far as it exists. */
function realPath(path: string): string {
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpathSync(absolute);
  const folder = dirname(absolute);
  return folder === absolute ? absolute : join(realPath(folder), basename(absolute));
}
