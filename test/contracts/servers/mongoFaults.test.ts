import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { connectMongo, type MongoStore } from '../../../src/adapters/mongo/connectMongo.js';
import type { MongoOptions } from '../../../src/adapters/mongo/connection/mongoOptions.js';
import { createPatience } from '../../../src/adapters/shared/patience.js';
import { patient } from '../../../src/adapters/shared/patient.js';
import type { Catalogue } from '../../../src/ports/catalogue.js';
import { describeOwn } from '../../services/describeOn.js';
import { startMongo, type MongoAddress } from '../../services/mongo/startMongo.js';
import type { Server } from '../../services/server/server.js';
import { clipOf } from '../../support/clips.js';
import { until } from '../../support/until.js';
import { all } from '../catalogue/support/all.js';
import { ids } from '../catalogue/support/ids.js';
import { state } from '../catalogue/support/state.js';
import { track } from '../catalogue/support/track.js';
import { mongoOptions } from './mongoFixture.js';

describeOwn('mongo', 'a MongoDB that comes and goes', () => {
  let server: Server<MongoAddress>;
  let store: MongoStore;
  let name = '';
  const connect = (more: Partial<MongoOptions> = {}): Promise<MongoStore> =>
    connectMongo({ ...mongoOptions(server.address), selectionTimeout: 300, ...more });
  const away = (): object => ({
    ...{ code: 'unavailable', retryable: true },
    message: expect.stringContaining(name) as string,
    context: { away: name },
  });

  beforeAll(async () => {
    server = await startMongo();
    name = `the MongoDB server at ${new URL(server.address.url).host}`;
  });
  beforeEach(async () => {
    store = await connect();
    return () => store.close();
  });
  afterAll(() => server.stop());

  /** Puts clips one after another, two at a time; resolves, when puts fail, to the ids of those that were put. */
  async function putUntilAway(catalogue: Catalogue): Promise<readonly string[]> {
    const put: string[] = [];
    const one = async (worker: string): Promise<void> => {
      for (let n = 0; n < 2000; n += 1) {
        const id = `${worker} ${String(n).padStart(4, '0')}`;
        await catalogue.putClip(clipOf(id));
        put.push(id);
      }
    };
    const ends = await Promise.allSettled([one('a'), one('b')]);
    for (const end of ends) expect(end).toMatchObject({ status: 'rejected', reason: away() });
    return put;
  }

  it.each([40, 150, 400])(
    'killed after %i ms of puts it has all that was acknowledged, and works on without a new start of ours',
    async (span) => {
      const putting = putUntilAway(store.catalogue);
      await new Promise((resolve) => setTimeout(resolve, span));
      await server.kill9();
      const put = await putting;
      await expect(store.catalogue.countClips()).rejects.toMatchObject(away());
      await server.restart();
      // The driver looks for it every half second, and here waits for less.
      const patience = createPatience({ limit: 10_000 });
      await patience.through(() => store.catalogue.countClips());
      expect(ids(await store.catalogue.getClips(put))).toEqual(put);
      // At most those that were under way.
      expect(await store.catalogue.countClips()).toBeLessThanOrEqual(put.length + 2);
      await store.catalogue.putClip(clipOf('afterwards'));
      expect(await store.catalogue.getClip('afterwards')).toBeDefined();
    },
  );

  it('while it is away every call says so', async () => {
    const { catalogue, attempts } = store;
    await server.kill9();
    const record = { topic: 'tracks', partition: 0, offset: 1 };
    const calls: readonly (() => Promise<unknown>)[] = [
      () => catalogue.putTrack(track('t')),
      () => catalogue.getTrack('t'),
      () => catalogue.removeTrack('t'),
      () => catalogue.putClip(clipOf('a')),
      () => catalogue.queryClips(all),
      () => catalogue.seedsInReach({ trustedOnly: true }, { limit: 5 }),
      () => catalogue.putSeedState(state('a')),
      () => catalogue.seedsStale({ limit: 5 }),
      () => catalogue.scorersOfSeeds(),
      () => attempts.begin(record, 'a'),
      () => attempts.takeBack(record, 'a'),
      () => connect(),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject(away());
    await server.restart();
    await attempts.begin(record, 'b');
    expect(await attempts.count(record)).toBe(1);
  });

  it('with patience every call waits until it is back', async () => {
    const told: string[] = [];
    const patience = createPatience({ onWaiting: (error) => told.push(String(error.context['away'])) });
    const [catalogue, attempts] = [patient(store.catalogue, patience), patient(store.attempts, patience)];
    const record = { topic: 'tracks', partition: 0, offset: 9 };
    await catalogue.putClip(clipOf('before'));
    await server.kill9();
    const calls = Promise.all([
      catalogue.putClip(clipOf('meanwhile')),
      catalogue.putSeedState(state('meanwhile')),
      catalogue.getClip('before'),
      attempts.begin(record, 'a'),
      patience.through(() => connect()).then((second) => second.close()),
    ]);
    await until(() => patience.reason() === `waiting for ${name}`, 20_000);
    await server.restart();
    expect((await calls).slice(1, 3)).toEqual([true, clipOf('before')]);
    expect(await attempts.count(record)).toBe(1);
    expect(ids(await catalogue.queryClips(all))).toEqual(['before', 'meanwhile']);
    expect([told, patience.reason()]).toEqual([[name], undefined]);
  });

  it('one that hangs is away, and what waits for it goes on when it hangs no more', async () => {
    const hurried = await connect({ silence: 1000 });
    const { catalogue } = hurried;
    await catalogue.putClip(clipOf('before'));
    process.kill(server.pid(), 'SIGSTOP');
    try {
      // What was asked while the signal was on its way may still be answered.
      const putting = async (): Promise<void> => {
        for (let n = 0; n < 100; n += 1) await catalogue.putClip(clipOf('hung'));
      };
      await expect(putting()).rejects.toMatchObject(away());
    } finally {
      process.kill(server.pid(), 'SIGCONT');
    }
    const patience = createPatience();
    await patient(catalogue, patience).putClip(clipOf('after'));
    expect(ids(await catalogue.getClips(['before', 'after']))).toEqual(['before', 'after']);
    await hurried.close();
  });

  it.each([3, 15, 40])(
    'removing a track that is cut short after %i ms is done by the next try',
    async (span) => {
      const { catalogue } = store;
      await catalogue.putTrack(track('t'));
      for (let n = 0; n < 120; n += 1) {
        await catalogue.putClip(clipOf(`clip ${n}`, { trackId: 't' }));
        if (n % 10 === 0) await catalogue.putSeedState(state(`clip ${n}`));
      }
      const removing = catalogue.removeTrack('t').then(
        () => 'done',
        (error: unknown) => error,
      );
      await new Promise((resolve) => setTimeout(resolve, span));
      await server.kill9();
      const end = await removing;
      if (end !== 'done') expect(end).toMatchObject(away());
      await server.restart();
      // All of it stays findable by the track until the last is gone.
      if ((await catalogue.countClips()) > 0) expect(await catalogue.getTrack('t')).toBeDefined();
      await catalogue.removeTrack('t');
      expect(await catalogue.countClips()).toBe(0);
      expect(await catalogue.scorersOfSeeds()).toEqual([]);
      expect(await catalogue.getTrack('t')).toBeUndefined();
    },
  );
});
