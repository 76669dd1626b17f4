import { MongoClient } from 'mongodb';
import { expect, it } from 'vitest';
import { alive } from '../../support/alive.js';
import { describeOn, describeOwn } from '../describeOn.js';
import { startMongo, type MongoAddress } from './startMongo.js';

/** Does `work` on a collection of that name. */
async function onCollection<T>(
  { url }: MongoAddress,
  name: string,
  work: (collection: ReturnType<ReturnType<MongoClient['db']>['collection']>) => Promise<T>,
): Promise<T> {
  const client = new MongoClient(url, { maxPoolSize: 1 });
  try {
    return await work(client.db('services').collection(name));
  } finally {
    await client.close();
  }
}

describeOn('mongo', 'a shared MongoDB', (address) => {
  it('gives back what the driver stores, and refuses a second of one key', () =>
    onCollection(address(), 'given', async (collection) => {
      await collection.deleteMany({});
      await collection.createIndex({ name: 1 }, { unique: true }, undefined);
      await collection.insertOne({ name: 'a', count: 1 });
      await collection.updateOne({ name: 'a' }, { $set: { count: 2 } }, { upsert: true });
      expect(await collection.findOne({ name: 'a' })).toMatchObject({ name: 'a', count: 2 });
      await expect(collection.insertOne({ name: 'a' })).rejects.toMatchObject({ code: 11000 });
    }));
});

describeOwn('mongo', 'a MongoDB of one’s own', () => {
  it('keeps what it acknowledged when it is killed, and comes back at the same address', async () => {
    const server = await startMongo();
    try {
      await onCollection(server.address, 'kept', (collection) => collection.insertOne({ name: 'a' }));
      const before = server.pid();
      await server.kill9();
      expect(alive(before)).toBe(false);
      await server.restart();
      expect(server.pid()).not.toBe(before);
      const found = await onCollection(server.address, 'kept', (collection) => collection.find().toArray());
      expect(found).toMatchObject([{ name: 'a' }]);
    } finally {
      await server.stop();
    }
  });
});
