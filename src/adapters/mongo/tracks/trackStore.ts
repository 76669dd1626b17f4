import type { Filter } from 'mongodb';
import type { Catalogue, TrackRecord } from '../../../ports/catalogue.js';
import { byText } from '../../shared/byText.js';
import { storedJson } from '../../shared/stored/storedJson.js';
import { storedTrackSchema } from '../../shared/stored/storedTrack.js';
import { unhurried } from '../../shared/unhurried.js';
import type { MongoPlace } from '../connection/mongoPlace.js';
import { putWhole } from '../connection/putWhole.js';
import type { TrackDocument } from './trackDocument.js';

/** The part of the catalogue that keeps tracks; removing them is mongoCatalogue's, since clips go with them. */
export type TrackStore = Pick<
  Catalogue,
  'putTrack' | 'getTrack' | 'findTracksByPublisher' | 'listTracks' | 'listPublications'
>;

export function trackStore(place: MongoPlace): TrackStore {
  const { tracks } = place.collections;
  const parse = storedJson(storedTrackSchema, 'track', place);
  const find = (doing: string, filter: Filter<TrackDocument>): Promise<readonly TrackRecord[]> =>
    place.doing(doing, async () => {
      const found = await tracks.find(filter, { sort: { _id: 1 } }).toArray();
      return unhurried(found, ({ json }) => parse(json));
    });
  return {
    putTrack: (track) =>
      place.doing(`Storing track ${track.trackId}`, () =>
        putWhole(tracks, {
          _id: track.trackId,
          publisherIds: track.publications.map(({ id }) => id),
          json: JSON.stringify(track),
        }),
      ),
    getTrack: async (trackId) => (await find(`Reading track ${trackId}`, { _id: trackId })).at(0),
    findTracksByPublisher: (publisherId) => find('Looking up tracks', { publisherIds: publisherId }),
    listTracks: () => find('Reading tracks', {}),
    listPublications: () =>
      place.doing('Reading publications', async () => {
        const found = await tracks.find({}, { projection: { publisherIds: 1 } }).toArray();
        return found
          .flatMap(({ _id, publisherIds }) =>
            publisherIds.map((publisherId) => ({ publisherId, trackId: _id })),
          )
          .sort((a, b) => byText(a.publisherId, b.publisherId) || byText(a.trackId, b.trackId));
      }),
  };
}
