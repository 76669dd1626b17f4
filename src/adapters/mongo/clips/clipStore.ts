import type { Clip } from '../../../domain/clip.js';
import type { Catalogue } from '../../../ports/catalogue.js';
import { storedClip } from '../../shared/stored/storedClip.js';
import { unhurried } from '../../shared/unhurried.js';
import { findUpTo } from '../connection/findUpTo.js';
import type { MongoPlace } from '../connection/mongoPlace.js';
import { putWhole } from '../connection/putWhole.js';
import { clipDocument, type ClipDocument } from './clipDocument.js';
import { clipRule, distanceOf } from './clipRule.js';
import { nearer, nearestClips } from './nearestClips.js';
import { seedsInReach } from './seedsInReach.js';

/** The part of the catalogue that puts and finds clips; removing them is mongoCatalogue's, since states go with them. */
export type ClipStore = Pick<
  Catalogue,
  | 'putClip'
  | 'getClip'
  | 'getClips'
  | 'clipIdsOf'
  | 'queryClips'
  | 'queryStamps'
  | 'seedsInReach'
  | 'scanClips'
  | 'countClips'
>;

export function clipStore(place: MongoPlace): ClipStore {
  const { clips } = place.collections;
  const read = (found: readonly Pick<ClipDocument, 'json'>[]): Promise<readonly Clip[]> =>
    unhurried(found, ({ json }) => storedClip(json, place));
  const getClips = (clipIds: readonly string[]): Promise<readonly Clip[]> =>
    place.doing('Reading clips', async () => {
      const found = await findUpTo(
        clips,
        { _id: { $in: [...clipIds] } },
        { limit: clipIds.length, fields: ['json'] },
      );
      const byId = new Map(found.map((clip) => [clip._id, clip]));
      return read(clipIds.flatMap((id) => byId.get(id) ?? []));
    });
  return {
    putClip: (clip) => place.doing(`Storing clip ${clip.clipId}`, () => putWhole(clips, clipDocument(clip))),
    getClip: async (clipId) => (await getClips([clipId])).at(0),
    getClips,
    clipIdsOf: (trackId) =>
      place.doing(`Looking up the clips of track ${trackId}`, async () => {
        const options = { projection: { _id: 1 }, sort: { _id: 1 } } as const;
        return (await clips.find({ trackId }, options).toArray()).map(({ _id }) => _id);
      }),
    queryStamps: (query) =>
      place.doing('Looking up clips', async () =>
        (await nearestClips(clips, query)).map(({ clipId, digest }) => ({ clipId, digest })),
      ),
    queryClips: (query) =>
      place.doing('Looking up clips', async () => {
        const near = await nearestClips(clips, query);
        // What was changed since then is looked at anew.
        const filter = { ...clipRule(query, query.supplies), _id: { $in: near.map(({ clipId }) => clipId) } };
        const fields = ['json', 'pitch', 'logTempo'];
        const found = await findUpTo(clips, filter, { limit: near.length, fields, hint: '_id_' });
        const ordered = found.map((clip) => ({
          ...{ json: clip.json, clipId: clip._id },
          distance: distanceOf(query, clip),
        }));
        return read(ordered.sort(nearer));
      }),
    seedsInReach: (rule, page) => place.doing('Looking up voices', () => seedsInReach(place, rule, page)),
    scanClips: (fromId, limit) =>
      place.doing('Reading clips', async () => {
        const options = { sort: { _id: 1 }, fields: ['json'] } as const;
        const found = await findUpTo(clips, { _id: { $gte: fromId } }, { ...options, limit });
        const left = limit - found.length;
        const first = await findUpTo(clips, { _id: { $lt: fromId } }, { ...options, limit: left });
        return read([...found, ...first]);
      }),
    countClips: () => place.doing('Counting clips', () => clips.countDocuments({})),
  };
}
