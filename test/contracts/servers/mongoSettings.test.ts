import { inspect } from 'node:util';
import { MongoClient } from 'mongodb';
import { expect, it } from 'vitest';
import { connectMongo } from '../../../src/adapters/mongo/connectMongo.js';
import type { MongoOptions } from '../../../src/adapters/mongo/connection/mongoOptions.js';
import { describeOn } from '../../services/describeOn.js';
import { clipOf } from '../../support/clips.js';
import { freePort } from '../../support/freePort.js';
import { dropCollections, mongoOptions } from './mongoFixture.js';

const secret = 'geheim';

describeOn('mongo', 'settings of MongoDB', (address) => {
  const withUrl = (change: (url: URL) => void): MongoOptions => {
    const url = new URL(address().url);
    change(url);
    return { ...mongoOptions(address()), url: url.href, selectionTimeout: 300 };
  };
  const refusal = async (options: MongoOptions): Promise<unknown> =>
    connectMongo(options).then(
      (store) => store.close(),
      (error: unknown) => error,
    );
  /** With everything that hangs on the error, without the stack's paths. */
  const shown = (error: unknown): string => inspect(error, { depth: 12, showHidden: true });

  it('wrong credentials are a wrong setting: it is named, what it holds is not shown', async () => {
    const error = await refusal(
      withUrl((url) => {
        url.username = 'nobody';
        url.password = secret;
      }),
    );
    expect(error).toMatchObject({
      ...{ code: 'bad-config', retryable: false, context: { mongo: 18 } },
      message: expect.stringMatching(
        /^Opening the catalogue: the MongoDB server at 127\.0\.0\.1:\d+ refuses the credentials .*setting mongoUrl/s,
      ) as string,
    });
    expect(shown(error)).not.toContain(secret);
  });

  it('a server that is not there is away, whoever the url says asks', async () => {
    const port = await freePort();
    const error = await refusal(
      withUrl((url) => {
        url.host = `127.0.0.1:${port}`;
        url.username = 'nobody';
        url.password = secret;
      }),
    );
    const name = `the MongoDB server at 127.0.0.1:${port}`;
    expect(error).toMatchObject({ code: 'unavailable', retryable: true, context: { away: name } });
    expect(shown(error)).not.toContain(secret);
  });

  it('names that no database can have are a wrong setting', async () => {
    expect(await refusal({ ...mongoOptions(address()), database: 'a/b' })).toMatchObject({
      code: 'bad-config',
      message: expect.stringMatching(/setting mongoDatabase/) as string,
    });
  });

  it('a file that the url names and that is not there is a wrong setting', async () => {
    const options = withUrl((url) => {
      url.search = '?tls=true&tlsCAFile=/nowhere/ca.pem';
    });
    expect(await refusal(options)).toMatchObject({
      code: 'bad-config',
      message: expect.stringMatching(/nowhere\/ca\.pem.*setting mongoUrl/s) as string,
    });
  });

  it('catalogues with different prefixes do not see each other; opening one again changes nothing', async () => {
    const [one, other] = [mongoOptions(address()), mongoOptions(address())];
    const stores = [await connectMongo(one), await connectMongo(other)];
    await stores[0].catalogue.putClip(clipOf('a'));
    stores.push(await connectMongo(one));
    expect(await Promise.all(stores.map(({ catalogue }) => catalogue.countClips()))).toEqual([1, 0, 1]);
    for (const store of stores) await store.close();
    for (const options of [one, other]) await dropCollections(options);
  });

  it('what is asked after closing is aborted', async () => {
    const options = mongoOptions(address());
    const store = await connectMongo(options);
    await store.close();
    await expect(store.catalogue.countClips()).rejects.toMatchObject({ code: 'aborted' });
    await dropCollections(options);
  });

  it('content that this program did not write is unreadable, and told with its place', async () => {
    const options = mongoOptions(address());
    const store = await connectMongo(options);
    const { catalogue } = store;
    const client = new MongoClient(options.url, { maxPoolSize: 1 });
    const raw = client.db(options.database).collection<{ _id: string }>(`${options.prefix ?? ''}clips`);
    await catalogue.putClip(clipOf('a'));
    for (const [json, words] of [
      ['{', /damaged.*mongoDatabase/],
      ['{"schema":2}', /another version.*mongoDatabase/],
    ] as const) {
      await raw.updateOne({ _id: 'a' }, { $set: { json } });
      await expect(catalogue.getClip('a')).rejects.toMatchObject({
        code: 'unreadable',
        message: expect.stringMatching(words) as string,
      });
    }
    await client.close();
    await store.close();
    await dropCollections(options);
  });
});
