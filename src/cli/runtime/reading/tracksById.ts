import type { Catalogue } from '../../../ports/catalogue.js';
import type { TrackRecord } from '../../../ports/trackRecord.js';

/** The tracks of these ids, in the order of the ids; those that are gone are left out. */
export async function tracksById(
  catalogue: Pick<Catalogue, 'getTrack'>,
  trackIds: ReadonlySet<string>,
): Promise<readonly TrackRecord[]> {
  const tracks: TrackRecord[] = [];
  for (const trackId of [...trackIds].sort()) {
    const track = await catalogue.getTrack(trackId);
    if (track) tracks.push(track);
  }
  return tracks;
}
