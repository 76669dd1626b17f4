import type { Catalogue } from '../../ports/catalogue.js';
import { clipStore } from './clips/clipStore.js';
import type { MongoPlace } from './connection/mongoPlace.js';
import { seedStore } from './seeds/seedStore.js';
import { publicationStore } from './tracks/publicationStore.js';
import { trackStore } from './tracks/trackStore.js';

/** Clips that are removed together. */
const together = 50;

/** The catalogue in MongoDB. Closing it leaves the connections open: whoever opened those closes them, last. */
export function mongoCatalogue(place: MongoPlace): Catalogue {
  const { clips, seeds, tracks } = place.collections;
  /** States first: what is left when this is cut short is found again by its clips. */
  const removeClips = async (clipIds: readonly string[]): Promise<void> => {
    for (let at = 0; at < clipIds.length; at += together) {
      const these = { _id: { $in: clipIds.slice(at, at + together) } };
      await seeds.deleteMany(these);
      await clips.deleteMany(these);
    }
  };
  const stored = clipStore(place);
  return {
    ...trackStore(place),
    ...publicationStore(place),
    ...stored,
    ...seedStore(place),
    removeClip: (clipId) => place.doing(`Removing clip ${clipId}`, () => removeClips([clipId])),
    // The track last, so that what is left when this is cut short is found again.
    removeTrack: (trackId) =>
      place.doing(`Removing track ${trackId}`, async () => {
        const clipIds = await stored.clipIdsOf(trackId);
        await removeClips(clipIds);
        await tracks.deleteOne({ _id: trackId });
        return clipIds;
      }),
    close: () => Promise.resolve(),
  };
}
