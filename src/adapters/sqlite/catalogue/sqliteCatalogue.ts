import type { Catalogue, SeedInReach } from '../../../ports/catalogue.js';
import { promised } from '../../shared/promised.js';
import { unhurried } from '../../shared/unhurried.js';
import { clipTable } from './clipTable.js';
import type { Database } from '../database/connect.js';
import { publicationTable } from './publicationTable.js';
import { seedBestTable } from './seedBestTable.js';
import { seedTable } from './seedTable.js';
import { seedsInReachSql, type FoundSeed } from './seedsInReachSql.js';
import { textOf } from '../database/textColumn.js';
import { trackTable } from './trackTable.js';

/** The catalogue in a SQLite file (or `:memory:`). Closing it leaves the database open: whoever opened that closes it, last. */
export function sqliteCatalogue(db: Database): Catalogue {
  const tracks = trackTable(db);
  const publications = publicationTable(db);
  const clips = clipTable(db);
  const seeds = seedTable(db);
  const bests = seedBestTable(db);
  const inReach = seedsInReachSql(db);
  const seedInReach = ({ json, scorer, ...thresholds }: FoundSeed): SeedInReach => ({
    clip: clips.read({ json }),
    state: scorer === null ? undefined : { scorer: textOf(scorer, db.path), thresholds },
  });
  const { ask, write, all } = callsOf(db);
  const removeClip = (clipId: string): void => {
    clips.remove(clipId);
    seeds.remove(clipId);
  };

  return {
    putTrack: (track) => write(() => tracks.put(track)),
    getTrack: (trackId) => ask(() => tracks.get(trackId).map(tracks.read).at(0)),
    listTracks: (page) => all(() => tracks.list(page), tracks.read),
    removeTrack: (trackId) =>
      write(() => {
        const clipIds = clips.idsOfTrack(trackId);
        clipIds.forEach(removeClip);
        tracks.remove(trackId);
        return clipIds;
      }),

    putClip: (clip) => write(() => clips.put(clip)),
    putPublication: (record) => write(() => publications.put(record)),
    getPublications: (ids) => all(() => publications.get(ids), publications.read),
    publicationsOf: (trackId) => all(() => publications.of(trackId), publications.read),
    listPublications: (page) => all(() => publications.list(page), publications.read),

    getClip: (clipId) => ask(() => clips.get([clipId]).map(clips.read).at(0)),
    getClips: (clipIds) => all(() => clips.get(clipIds), clips.read),
    clipIdsOf: (trackId) => ask(() => clips.idsOfTrack(trackId)),
    queryClips: (query) => all(() => clips.query(query), clips.read),
    queryStamps: (query) => ask(() => db.snapshot(() => clips.stamps(query))),
    seedsInReach: (rule, page) => all(() => inReach(rule, page), seedInReach),
    scanClips: (fromId, limit) => all(() => clips.scan(fromId, limit), clips.read),
    removeClip: (clipId) => write(() => removeClip(clipId)),
    countClips: () => ask(() => clips.count()),

    getSeedState: (seedClipId) => ask(() => db.snapshot(() => seeds.get(seedClipId))),
    putSeedState: (state) => write(() => seeds.put(state)),
    removeSeedState: (seedClipId) => write(() => seeds.remove(seedClipId)),
    seedsHolding: (clipId, page) => ask(() => seeds.holding(clipId, page)),
    seedsStale: (page) => ask(() => db.snapshot(() => seeds.stale(page))),
    seedsOverdue: (scorer, page) => ask(() => seeds.overdue(scorer, page)),
    seedsSampled: (fewerThan, page) => ask(() => seeds.sampled(fewerThan, page)),
    seedsCut: (page) => ask(() => seeds.cut(page)),
    scorersOfSeeds: () => ask(() => bests.scorers()),
    seedsByBest: (query) => ask(() => bests.byBest(query)),
    bestOfSeeds: (seedClipIds) => ask(() => db.snapshot(() => bests.of(seedClipIds))),
    close: () => Promise.resolve(),
  };
}

/** Ways to ask the database. */
function callsOf(db: Database) {
  const ask = <T>(work: () => T): Promise<T> => promised(() => db.doing('Asking the catalogue', work));
  return {
    ask,
    write: <T>(work: () => T): Promise<T> => ask(() => db.transaction(work)),
    /** Found at one moment, read without hurry. */
    all: async <Found, Content>(
      find: () => readonly Found[],
      read: (found: Found) => Content,
    ): Promise<readonly Content[]> => {
      const found = await ask(() => db.snapshot(find));
      return unhurried(found, (each) => db.doing('Asking the catalogue', () => read(each)));
    },
  };
}
