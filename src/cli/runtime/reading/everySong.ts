import type { Catalogue } from '../../../ports/catalogue.js';
import type { TrackRecord } from '../../../ports/trackRecord.js';
import { everyTrack } from '../../../ports/everyOne.js';

/** Nothing is stored of the track but that work on it failed. */
export const isBare = ({ failure, complete, regions, clipIds }: TrackRecord): boolean =>
  failure !== undefined && !complete && regions.length + clipIds.length === 0;

/** All tracks of which something is stored, of which a page is held at a time. */
export async function* everySong(catalogue: Pick<Catalogue, 'listTracks'>): AsyncGenerator<TrackRecord> {
  for await (const track of everyTrack(catalogue)) if (!isBare(track)) yield track;
}

/** The same as a list, for who needs all at once. */
export async function allSongs(catalogue: Pick<Catalogue, 'listTracks'>): Promise<readonly TrackRecord[]> {
  const songs: TrackRecord[] = [];
  for await (const song of everySong(catalogue)) songs.push(song);
  return songs;
}
