import { MongoNetworkError, type MongoClient } from 'mongodb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMongoClient } from '../../../src/adapters/mongo/connection/createMongoClient.js';
import { mongoPlace, type MongoPlace } from '../../../src/adapters/mongo/connection/mongoPlace.js';
import { mongoAttempts } from '../../../src/adapters/mongo/mongoAttempts.js';
import { describeOn } from '../../services/describeOn.js';
import { mongoOptions } from './mongoFixture.js';

const record = { topic: 'works', partition: 0, offset: 3 };

describeOn('mongo', 'attempts whose answers are lost', (address) => {
  let client: MongoClient;
  let place: MongoPlace;
  let losing = 0;

  /** The server does what it is asked; of so many requests the answer does not come. */
  const lossy = (): MongoPlace => {
    const attempts = new Proxy(place.collections.attempts, {
      get(target, name) {
        const found: unknown = Reflect.get(target, name);
        if (typeof found !== 'function') return found;
        return async (...args: readonly unknown[]): Promise<unknown> => {
          const answer: unknown = await Reflect.apply(found, target, args);
          losing -= 1;
          if (losing >= 0) throw new MongoNetworkError('the connection is gone');
          return answer;
        };
      },
    });
    return { ...place, collections: { ...place.collections, attempts } };
  };

  beforeEach(async () => {
    const options = mongoOptions(address());
    client = createMongoClient(options);
    await client.connect();
    place = mongoPlace(client, options);
  });
  afterEach(() => client.close());

  it('count once, tried again as often as may be, and are taken back once', async () => {
    const attempts = mongoAttempts(lossy());
    const again = async <T>(work: () => Promise<T>): Promise<T> => {
      for (;;) {
        const done = await work().then(
          (value) => ({ value }),
          (error: unknown) => {
            expect(error).toMatchObject({ code: 'unavailable' });
            return undefined;
          },
        );
        if (done) return done.value;
      }
    };
    expect(await attempts.begin(record)).toBe(1);
    losing = 3;
    expect(await again(() => attempts.begin(record))).toBe(2);
    losing = 2;
    await again(() => attempts.takeBack(record));
    expect(await attempts.count(record)).toBe(1);
  });
});
