import type { Mashup, Ranking } from '../../domain/mashup.js';
import type { TrackRecord } from '../../ports/catalogue.js';
import { publisherId } from '../songs/publisherId.js';

/** Whose mashups a run is to show. */
export interface Scope {
  /** Track ids of the songs that were named. */
  readonly named: ReadonlySet<string>;
  /** There are songs besides them, and besides what once lay in the folders named. */
  readonly narrowed: boolean;
}

/** The songs of a run among all that there are: those published under `keys`, found in the files and folders `paths`. */
export function scopeOf(
  tracks: readonly TrackRecord[],
  keys: readonly string[],
  paths: readonly string[],
): Scope {
  const published = new Set(keys);
  const folders = paths.map((path) => `${publisherId(path)}/`);
  const named = tracks.filter(({ publications }) => publications.some(({ id }) => published.has(id)));
  const others = tracks.filter(
    (track) =>
      !named.includes(track) &&
      !track.publications.some(({ id }) => folders.some((folder) => id.startsWith(folder))),
  );
  return { named: new Set(named.map(({ trackId }) => trackId)), narrowed: others.length > 0 };
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
