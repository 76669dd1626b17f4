import type { Mashup, Ranking } from '../../../domain/mashup.js';
import type { PublicationOf } from '../../../ports/catalogue.js';
import { publisherId } from '../../songs/publisherId.js';

/** Whose mashups a run is to show. */
export interface Scope {
  /** Track ids of the songs that were named. */
  readonly named: ReadonlySet<string>;
  /** There are songs besides them, and besides what once lay in the folders named. */
  readonly narrowed: boolean;
}

/** The songs of a run among all that there are: those published under `keys`, found in the files and folders `paths`. */
export function scopeOf(
  publications: readonly PublicationOf[],
  keys: readonly string[],
  paths: readonly string[],
): Scope {
  const published = new Set(keys);
  const folders = paths.map((path) => `${publisherId(path)}/`);
  const lay = (id: string): boolean => folders.some((folder) => id.startsWith(folder));
  const tracksOf = (test: (id: string) => boolean): ReadonlySet<string> =>
    new Set(publications.filter(({ publisherId: id }) => test(id)).map(({ trackId }) => trackId));
  const named = tracksOf((id) => published.has(id));
  const present = tracksOf((id) => published.has(id) || lay(id));
  return { named, narrowed: publications.some(({ trackId }) => !present.has(trackId)) };
}

/** Does one of the named songs take part, in any role? */
export const isOf = ({ named }: Scope, { parts }: Pick<Mashup, 'parts'>): boolean =>
  parts.some(({ trackId }) => named.has(trackId));

/** The rankings with those mashups alone in which one of the named songs takes part. */
export const rankingsOf = (scope: Scope, rankings: readonly Ranking[]): readonly Ranking[] =>
  rankings.map((ranking) => ({
    ...ranking,
    mashups: ranking.mashups.filter((mashup) => isOf(scope, mashup)),
  }));

/** One song alone would soon be used up: where a few are named they may occur as often as there are mashups to render. */
export const perSong = ({ named, narrowed }: Scope, count: number): number =>
  narrowed ? Math.max(3, Math.ceil(count / Math.max(1, named.size))) : 3;
