import type { Catalogue } from '../../../ports/catalogue.js';
import { storedJson } from '../../shared/stored/storedJson.js';
import { storedTrackSchema } from '../../shared/stored/storedTrack.js';
import { unhurried } from '../../shared/unhurried.js';
import { afterId } from '../connection/afterId.js';
import { findUpTo } from '../connection/findUpTo.js';
import type { MongoPlace } from '../connection/mongoPlace.js';
import { putWhole } from '../connection/putWhole.js';

/** The part of the catalogue that keeps tracks; removing them is mongoCatalogue's, since clips go with them. */
export type TrackStore = Pick<Catalogue, 'putTrack' | 'getTrack' | 'listTracks'>;

export function trackStore(place: MongoPlace): TrackStore {
  const { tracks } = place.collections;
  const parse = storedJson(storedTrackSchema, 'track', place);
  return {
    putTrack: (track) =>
      place.doing(`Storing track ${track.trackId}`, () =>
        putWhole(tracks, { _id: track.trackId, json: JSON.stringify(track) }),
      ),
    getTrack: (trackId) =>
      place.doing(`Reading track ${trackId}`, async () => {
        const found = await tracks.findOne({ _id: trackId });
        return found ? parse(found.json) : undefined;
      }),
    listTracks: (page) =>
      place.doing('Reading tracks', async () => {
        const { limit } = page;
        const found = await findUpTo(tracks, afterId(page), { limit, sort: { _id: 1 }, fields: ['json'] });
        return unhurried(found, ({ json }) => parse(json));
      }),
  };
}
