import { createMongoClient, mongoServerName } from './connection/createMongoClient.js';
import { mongoError } from './connection/mongoError.js';
import type { MongoOptions } from './connection/mongoOptions.js';
import { mongoPlace } from './connection/mongoPlace.js';

/** Resolves to the server's name when the catalogue can be read with these settings; nothing is made. Errors as connectMongo has them. */
export async function reachMongo(options: MongoOptions): Promise<string> {
  const client = createMongoClient(options);
  try {
    await client.connect();
    await mongoPlace(client, options).collections.tracks.findOne({ _id: '' });
    return mongoServerName(client);
  } catch (error) {
    throw mongoError(error, 'Looking for the catalogue', mongoServerName(client));
  } finally {
    await client.close().catch(() => undefined); // what failed is told
  }
}
