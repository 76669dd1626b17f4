import type { Mashup, Ranking } from '../../../domain/mashup.js';
import type { Catalogue } from '../../../ports/catalogue.js';
import { everyPublication } from '../../../ports/everyOne.js';
import { publisherId } from '../../songs/publisherId.js';
import { isBare } from './everySong.js';

/** Whose mashups a run is to show. */
export interface Scope {
  /** Track ids of the songs that were named. */
  readonly named: ReadonlySet<string>;
  /** There are songs besides them, and besides what once lay in the folders named. */
  readonly narrowed: boolean;
}

/** The songs of a run among all that there are: those published under `keys`, found in the files and folders `paths`. */
export async function scopeOf(
  catalogue: Pick<Catalogue, 'listPublications' | 'getTrack'>,
  keys: readonly string[],
  paths: readonly string[],
): Promise<Scope> {
  const published = new Set(keys);
  const folders = paths.map((path) => `${publisherId(path)}/`);
  const [named, present, others] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for await (const { id, trackId } of everyPublication(catalogue)) {
    if (trackId === null) continue;
    const isNamed = published.has(id);
    if (isNamed) named.add(trackId);
    (isNamed || folders.some((folder) => id.startsWith(folder)) ? present : others).add(trackId);
  }
  for (const trackId of others)
    if (!present.has(trackId) && (await isSong(catalogue, trackId)))
      return { named: await songsAmong(catalogue, named), narrowed: true };
  return { named, narrowed: false };
}

/** Not what was never indexed, because that failed or is still to be done. */
async function isSong(catalogue: Pick<Catalogue, 'getTrack'>, trackId: string): Promise<boolean> {
  const track = await catalogue.getTrack(trackId);
  return track !== undefined && !isBare(track);
}

async function songsAmong(
  catalogue: Pick<Catalogue, 'getTrack'>,
  trackIds: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const songs = new Set<string>();
  for (const trackId of trackIds) if (await isSong(catalogue, trackId)) songs.add(trackId);
  return songs;
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
