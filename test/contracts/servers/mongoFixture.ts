import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { connectMongo, type MongoStore } from '../../../src/adapters/mongo/connectMongo.js';
import type { MongoOptions } from '../../../src/adapters/mongo/connection/mongoOptions.js';
import type { MongoAddress } from '../../services/mongo/startMongo.js';
import type { Fixture } from '../contract.js';
import { isMongo } from './isMongo.js';

/** Of all tests; each works in collections of its own. */
const database = 'mashstream-tests';

/** What a catalogue of tests is opened with: a part of the database that nobody else has. FerretDB wants one connection. */
export const mongoOptions = ({ url }: MongoAddress): MongoOptions => ({
  ...{ url, database, prefix: `${randomUUID()}-`, poolSize: 1 },
});

/** Removes the collections of a test. */
export async function dropCollections({ url, prefix = '' }: MongoOptions): Promise<void> {
  const client = new MongoClient(url, { maxPoolSize: 1 });
  for (const name of ['clips', 'seeds', 'tracks', 'publications', 'beginnings'])
    await client.db(database).dropCollection(`${prefix}${name}`);
  await client.close();
}

/**
 * A port in collections of its own. A kill is a client that is cut off without the port being closed. Another process is another client;
 * on FerretDB it is the same one, through whose one connection alone a document is read and changed in one step (mongoRaces: two).
 */
export function mongoFixture<Port>(
  address: MongoAddress,
  portOf: (store: MongoStore) => Port,
): Fixture<Port> {
  const options = mongoOptions(address);
  const stores: MongoStore[] = [];
  const connect = async (): Promise<Port> => {
    const store = await connectMongo(options);
    stores.push(store);
    return portOf(store);
  };
  const cutOff = async (): Promise<void> => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
  };
  return {
    open: connect,
    // A query is many requests, of some milliseconds each on FerretDB.
    cases: 40,
    other: async () => {
      const [first] = stores;
      return stores.length === 0 || (await isMongo(address)) ? connect() : portOf(first);
    },
    crash: async () => {
      await cutOff();
      return connect();
    },
    dispose: async () => {
      await cutOff();
      await dropCollections(options);
    },
  };
}
