import type { Collection, MongoClient } from 'mongodb';
import { PipelineError } from '../../../errors.js';
import type { StoredPlace } from '../../shared/stored/storedPlace.js';
import type { ClipDocument } from '../clips/clipDocument.js';
import type { SeedDocument } from '../seeds/seedDocument.js';
import type { PublicationDocument, TrackDocument } from '../tracks/trackDocument.js';
import { liveClient, type LiveClient } from './liveClient.js';
import { mongoServerName } from './createMongoClient.js';
import { mongoError } from './mongoError.js';
import type { MongoOptions } from './mongoOptions.js';

export interface BeginningDocument {
  /** topic/partition/offset/name */
  readonly _id: string;
  /** When it was counted, for whoever looks. */
  readonly at: Date;
}

/** The collections of a catalogue. */
export interface MongoCollections {
  readonly clips: Collection<ClipDocument>;
  readonly seeds: Collection<SeedDocument>;
  readonly tracks: Collection<TrackDocument>;
  readonly publications: Collection<PublicationDocument>;
  readonly beginnings: Collection<BeginningDocument>;
}

/** A part of a database, as the adapter works on it. */
export interface MongoPlace extends StoredPlace {
  readonly collections: MongoCollections;
  /** Does `work`; what it throws is told as mongoError tells it. `doing`: as in `Storing a clip`. */
  readonly doing: <T>(doing: string, work: () => Promise<T>) => Promise<T>;
}

export function mongoPlace(
  client: MongoClient,
  options: MongoOptions,
  live: Pick<LiveClient, 'failed'> = liveClient(client),
): MongoPlace {
  const server = mongoServerName(client);
  const { database = 'mashstream', prefix = '' } = options;
  const where = `the collections ${prefix}* of the database ${database} in ${server}`;
  const unreadable = (problem: string, advice: string, cause?: unknown): PipelineError =>
    new PipelineError('unreadable', `${problem} ${advice}`, {
      ...(cause !== undefined && { cause }),
      context: { server },
    });
  const damagedAdvice =
    'it is damaged, or was written by another version. Restore it, or choose another mongoDatabase.';
  return {
    get collections() {
      const db = client.db(database);
      return {
        clips: db.collection<ClipDocument>(`${prefix}clips`),
        seeds: db.collection<SeedDocument>(`${prefix}seeds`),
        tracks: db.collection<TrackDocument>(`${prefix}tracks`),
        publications: db.collection<PublicationDocument>(`${prefix}publications`),
        beginnings: db.collection<BeginningDocument>(`${prefix}beginnings`),
      };
    },
    doing: async (doing, work) => {
      try {
        return await work();
      } catch (error) {
        throw mongoError(await live.failed(error), doing, server);
      }
    },
    damaged: (what, cause) => unreadable(`Reading ${what} from ${where}:`, damagedAdvice, cause),
    foreign: (what) =>
      unreadable(
        `${what} in ${where} was written by another version of mashstream.`,
        'Use that one, or choose another mongoDatabase.',
      ),
  };
}
