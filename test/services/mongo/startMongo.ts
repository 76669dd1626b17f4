import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { Place, Server } from '../server/server.js';
import { startServer } from '../server/startServer.js';
import { installMongo } from './installMongo.js';

export interface MongoAddress {
  /** `mongodb://…`. FerretDB wants a client with `maxPoolSize: 1`: others lose updates, and many cursors hang it. */
  readonly url: string;
}

/** Starts a server of MongoDB's wire protocol. What it acknowledged is on the disk. */
export async function startMongo(): Promise<Server<MongoAddress>> {
  const program = await installMongo();
  const data = ({ dir }: Place): string => join(dir, 'data');
  return startServer({
    name: 'MongoDB',
    prepare: async (place) => {
      await mkdir(data(place));
    },
    command: (place) => [program, '-listen', `127.0.0.1:${place.port}`, '-data', data(place)],
    address: ({ port }) => ({ url: `mongodb://127.0.0.1:${port}/` }),
    answers: mongoAnswers,
    end: 'SIGKILL', // asked to end it takes 3 s, and nothing is lost either way
  });
}

/** Resolves when the server answers a command; rejects within a second or so. */
export async function mongoAnswers({ url }: MongoAddress): Promise<void> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 1000, maxPoolSize: 1 });
  try {
    await client.db('admin').command({ ping: 1 });
  } finally {
    await client.close();
  }
}
