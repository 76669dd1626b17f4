import type { Attempts } from '../../ports/attempts.js';
import type { Catalogue } from '../../ports/catalogue.js';
import { createMongoClient, mongoServerName } from './connection/createMongoClient.js';
import { ensureIndexes } from './connection/ensureIndexes.js';
import { liveClient } from './connection/liveClient.js';
import { mongoError } from './connection/mongoError.js';
import type { MongoOptions } from './connection/mongoOptions.js';
import { mongoPlace } from './connection/mongoPlace.js';
import { mongoAttempts } from './mongoAttempts.js';
import { mongoCatalogue } from './mongoCatalogue.js';

/** What is kept in MongoDB. */
export interface MongoStore {
  readonly catalogue: Catalogue;
  readonly attempts: Attempts;
  /** Ends the connections; what is asked afterwards, or still in flight, is `aborted`. */
  close(): Promise<void>;
}

/**
 * Connects to MongoDB and sees to the indexes. While the server is away this, and all calls of the ports, fail with `unavailable`
 * (retryable, with the server's name in the context as `away`); a connection that was lost is made again by the next call. Wrong settings are
 * `bad-config`, naming the setting and never what it holds.
 */
export async function connectMongo(options: MongoOptions): Promise<MongoStore> {
  const client = createMongoClient(options);
  const live = liveClient(client);
  try {
    await client.connect();
    const place = mongoPlace(client, options, live);
    await ensureIndexes(place.collections);
    return {
      catalogue: mongoCatalogue(place),
      attempts: mongoAttempts(place),
      close: () => live.close(),
    };
  } catch (error) {
    await live.close().catch(() => undefined); // what failed is told
    throw mongoError(error, 'Opening the catalogue', mongoServerName(client));
  }
}
