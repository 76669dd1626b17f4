import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MongoClient } from 'mongodb';
import { createMongoClient } from '../../../src/adapters/mongo/connection/createMongoClient.js';
import { liveClient } from '../../../src/adapters/mongo/connection/liveClient.js';
import { mongoPlace, type MongoPlace } from '../../../src/adapters/mongo/connection/mongoPlace.js';
import { createPatience } from '../../../src/adapters/shared/patience.js';
import { describeOwn } from '../../services/describeOn.js';
import { startMongo, type MongoAddress } from '../../services/mongo/startMongo.js';
import type { Server } from '../../services/server/server.js';
import { mongoOptions } from './mongoFixture.js';

/** What the driver keeps for itself: that of one server by which it looks at it. */
interface Monitored {
  readonly topology: { readonly s: { readonly servers: ReadonlyMap<string, { readonly monitor: Monitor }> } };
}
interface Monitor {
  readonly connection: { readonly socket: { destroy(): void } };
  readonly monitorId: { wake(): void };
  readonly s: { readonly state: string };
}

const pause = (span: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, span));

/** The connection ends in the moment in which the driver looks at the server. */
async function hang(client: MongoClient): Promise<Monitor> {
  const [{ monitor }] = (client as unknown as Monitored).topology.s.servers.values();
  await pause(1500); // it is not woken sooner
  monitor.connection.socket.destroy();
  monitor.monitorId.wake();
  return monitor;
}

describeOwn('mongo', 'a driver that has stopped to look at its server', () => {
  let server: Server<MongoAddress>;
  beforeAll(async () => {
    server = await startMongo();
  });
  afterAll(() => server.stop());

  const read = (place: MongoPlace): Promise<unknown> =>
    place.doing('Looking', () => place.collections.tracks.findOne({ _id: '' }));

  /** Reads one after another, so that it fails in the middle of one. */
  async function readOn(place: MongoPlace): Promise<never> {
    for (;;) await read(place);
  }

  it('is connected anew when the server was away, whoever else waits for it', async () => {
    const options = { ...mongoOptions(server.address), selectionTimeout: 300 };
    const url = `${options.url}?connectTimeoutMS=500&heartbeatFrequencyMS=1000`;
    const client = createMongoClient({ ...options, url });
    const live = liveClient(client);
    const place = mongoPlace(client, options, live);
    await client.connect();
    await read(place);
    const monitor = await hang(client);
    const reading = readOn(place);
    await server.kill9();
    await expect(reading).rejects.toMatchObject({ code: 'unavailable' });
    await server.restart();
    const patience = createPatience({ limit: 30_000 });
    await Promise.all([1, 2, 3].map(() => patience.through(() => read(place))));
    expect(monitor.s.state).not.toBe('monitoring');

    await live.close();
    await expect(read(place)).rejects.toMatchObject({ code: 'aborted' });
  });
});
