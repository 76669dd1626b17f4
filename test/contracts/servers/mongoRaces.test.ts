import { expect, it } from 'vitest';
import { connectMongo, type MongoStore } from '../../../src/adapters/mongo/connectMongo.js';
import { describeOn } from '../../services/describeOn.js';
import { clipOf } from '../../support/clips.js';
import { all } from '../catalogue/support/all.js';
import { naming } from '../catalogue/support/track.js';
import { state } from '../catalogue/support/state.js';
import { isMongo, notOnFerret } from './isMongo.js';
import { dropCollections, mongoOptions } from './mongoFixture.js';

const rounds = 20;

describeOn('mongo', 'two clients of one MongoDB at once', (address) => {
  async function withTwo(work: (stores: readonly MongoStore[]) => Promise<void>): Promise<void> {
    const options = { ...mongoOptions(address()), poolSize: (await isMongo(address())) ? 8 : 1 };
    const stores = [await connectMongo(options), await connectMongo(options)];
    await work(stores);
    for (const store of stores) await store.close();
    await dropCollections(options);
  }

  it('put the same clips: each is there once, and whole', () =>
    withTwo(async (stores) => {
      for (let n = 0; n < rounds; n += 1)
        await Promise.all(
          stores.map(({ catalogue }, at) => catalogue.putClip(clipOf(`clip ${n}`, { bpm: 100 + at }))),
        );
      expect(await stores[0].catalogue.countClips()).toBe(rounds);
      for (const clip of await stores[1].catalogue.scanClips('', rounds))
        expect([clipOf(clip.clipId, { bpm: 100 }), clipOf(clip.clipId, { bpm: 101 })]).toContainEqual(clip);
    }));

  it('see what the other has put', () =>
    withTwo(async ([{ catalogue: mine }, { catalogue: theirs }]) => {
      await mine.putClip(clipOf('a'));
      expect(await theirs.queryClips(all)).toEqual([clipOf('a')]);
      expect(await theirs.putPublication(naming('name', 't'))).toBe(true);
      expect(await mine.putPublication(naming('name', 'late'))).toBe(false);
      expect(await mine.publicationsOf('t')).toEqual([naming('name', 't')]);
    }));

  it('put a new publication: one succeeds', () =>
    withTwo(async (stores) => {
      for (let n = 0; n < rounds; n += 1) {
        const kept = await Promise.all(
          stores.map(({ catalogue }, at) => catalogue.putPublication(naming(`name ${n}`, `track ${at}`))),
        );
        expect(kept.filter(Boolean)).toHaveLength(1);
      }
    }));

  it('write the first state of a seed: the newer stays, and who wrote it is told so', () =>
    withTwo(async (stores) => {
      for (let n = 0; n < rounds; n += 1) {
        const revisions = n % 2 === 0 ? [1, 9] : [9, 1];
        const kept = await Promise.all(
          stores.map(({ catalogue }, at) =>
            catalogue.putSeedState(state(`seed ${n}`, { revision: revisions[at] })),
          ),
        );
        expect((await stores[0].catalogue.getSeedState(`seed ${n}`))?.revision).toBe(9);
        expect(kept[revisions.indexOf(9)]).toBe(true);
      }
    }));

  it('open one new catalogue', async () => {
    const options = mongoOptions(address());
    const both = await Promise.allSettled([connectMongo(options), connectMongo(options)]);
    // FerretDB cuts one off that makes an index which is there by then: that one tries again.
    for (const each of both)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'unavailable' });
    const again = await connectMongo(options);
    expect(await again.catalogue.countClips()).toBe(0);
    await again.close();
    for (const each of both) if (each.status === 'fulfilled') await each.value.close();
    await dropCollections(options);
  });

  it('write states of one seed: the newest stays, and who wrote it is told so', async ({ skip }) => {
    if (!(await isMongo(address()))) skip(notOnFerret);
    await withTwo(async (stores) => {
      for (let n = 0; n < rounds; n += 1) {
        const id = `seed ${n}`;
        const kept = await Promise.all(
          [2, 9, 4, 7, 1, 8].map((revision, at) =>
            stores[at % 2].catalogue.putSeedState(state(id, { revision })),
          ),
        );
        expect((await stores[0].catalogue.getSeedState(id))?.revision).toBe(9);
        expect(kept[1]).toBe(true);
      }
    });
  });

  it('count attempts: none is lost', async ({ skip }) => {
    if (!(await isMongo(address()))) skip(notOnFerret);
    await withTwo(async (stores) => {
      const record = { topic: 'tracks', partition: 0, offset: 1 };
      await Promise.all(
        Array.from({ length: 40 }, (__, n) => stores[n % 2].attempts.begin(record, String(n % 30))),
      );
      expect(await stores[0].attempts.count(record)).toBe(30);
    });
  });
});
