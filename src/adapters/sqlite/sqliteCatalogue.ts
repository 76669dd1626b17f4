import type { Catalogue } from '../../ports/catalogue.js';
import { promised } from '../shared/promised.js';
import { clipTable } from './clipTable.js';
import type { Database } from './connect.js';
import { seedTable } from './seedTable.js';
import { trackTable } from './trackTable.js';

/** The catalogue in a SQLite file (or `:memory:`). Closing it leaves the database open: whoever opened that closes it, last. */
export function sqliteCatalogue(db: Database): Catalogue {
  const tracks = trackTable(db);
  const clips = clipTable(db);
  const seeds = seedTable(db);
  const read = db.prepare<{ value: number }>(`SELECT value FROM counters WHERE name = 'catalogue-revision'`);
  const raise = db.prepare<{ value: number }>(
    `UPDATE counters SET value = value + 1 WHERE name = 'catalogue-revision' RETURNING value`,
  );
  const revision = (): number => read.all()[0].value;
  const write = <T>(work: () => T): Promise<T> => promised(() => db.transaction(work));

  const removeClip = (clipId: string): void => {
    if (clips.remove(clipId)) raise.all();
    seeds.remove(clipId);
  };

  return {
    putTrack: (track) => write(() => tracks.put(track)),
    getTrack: (trackId) => promised(() => tracks.get(trackId)),
    findTracksByPublisher: (publisherId) => promised(() => tracks.findByPublisher(publisherId)),
    listTracks: () => promised(() => tracks.list()),
    removeTrack: (trackId) =>
      write(() => {
        const clipIds = clips.idsOfTrack(trackId);
        clipIds.forEach(removeClip);
        tracks.remove(trackId);
        return clipIds;
      }),

    putClip: (clip) =>
      write(() => {
        const revision = raise.all()[0].value;
        clips.put({ ...clip, revision });
        return revision;
      }),
    getClip: (clipId) => promised(() => clips.get([clipId]).at(0)),
    getClips: (clipIds) => promised(() => db.snapshot(() => clips.get(clipIds))),
    queryClips: (query) => promised(() => clips.query(query)),
    findClipIds: (rule) => promised(() => clips.findIds(rule)),
    scanClips: (fromId, limit) => promised(() => db.snapshot(() => clips.scan(fromId, limit))),
    removeClip: (clipId) => write(() => removeClip(clipId)),
    countClips: () => promised(() => clips.count()),
    revision: () => promised(revision),

    getSeedState: (seedClipId) => promised(() => db.snapshot(() => seeds.get(seedClipId))),
    putSeedState: (state) => write(() => seeds.put(state)),
    putFreshSeedState: (state) => write(() => revision() === state.revision && seeds.put(state)),
    removeSeedState: (seedClipId) => write(() => seeds.remove(seedClipId)),
    seedsHolding: (clipId) => promised(() => seeds.holding(clipId)),
    seedsStale: () => promised(() => seeds.stale()),
    seedsOverdue: (scorer) => promised(() => seeds.overdue(scorer)),
    seedsCut: (limit) => promised(() => db.snapshot(() => seeds.cut(revision(), limit))),
    close: () => Promise.resolve(),
  };
}
