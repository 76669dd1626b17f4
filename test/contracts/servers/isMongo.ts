import { MongoClient } from 'mongodb';
import type { MongoAddress } from '../../services/mongo/startMongo.js';

/** Is it MongoDB itself? FerretDB has other indexes, and adds at once only what comes through one connection. */
export async function isMongo({ url }: MongoAddress): Promise<boolean> {
  const client = new MongoClient(url, { maxPoolSize: 1 });
  try {
    return !('ferretdbVersion' in (await client.db('admin').command({ buildInfo: 1 })));
  } finally {
    await client.close();
  }
}

/** Why a test is left out where `isMongo` is false. */
export const notOnFerret = 'FerretDB cannot show it: name a MongoDB by MASHSTREAM_TEST_MONGO';
