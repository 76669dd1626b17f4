import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import {
  createMongoClient,
  mongoServerName,
} from '../../../../src/adapters/mongo/connection/createMongoClient.js';

const secret = 'geheim';

it.each([
  ['of another kind', `http://u:${secret}@host/`],
  ['with a bare slash', `mongodb://u:${secret}/${secret}@host/`],
  ['with an unknown option', `mongodb://u:${secret}@host/?${secret}=1`],
  ['with a question mark', `mongodb://u:${secret}?${secret}@host/`],
  ['without a host', `mongodb://u:${secret}@`],
  ['with a port that is none', `mongodb://u:x@host:${secret}/`],
])('a url %s is a wrong setting, and is not shown', (_, url) => {
  const refused = (): unknown => createMongoClient({ url });
  expect(refused).toThrow(expect.objectContaining({ code: 'bad-config' }) as Error);
  expect(refused).toThrow(/setting mongoUrl/);
  try {
    refused();
  } catch (error) {
    expect(inspect(error, { depth: 9 }).split('\n    at ')[0]).not.toContain(secret);
    expect(JSON.stringify(error)).not.toContain(secret);
  }
});

it('a server is named by its hosts, without credentials', () => {
  const nameOf = (url: string): string => mongoServerName(createMongoClient({ url }));
  expect(nameOf(`mongodb://u:${secret}@a:1,b/music?replicaSet=r`)).toBe('the MongoDB server at a:1,b:27017');
  expect(nameOf(`mongodb+srv://u:${secret}@cluster.example/`)).toBe('the MongoDB server at cluster.example');
  expect(nameOf('mongodb://%2Ftmp%2Fmongo.sock/')).toBe('the MongoDB server at /tmp/mongo.sock');
});

it('the url cannot ask for less than a majority, nor for reads from elsewhere', () => {
  const { options } = createMongoClient({
    url: 'mongodb://a/?w=0&journal=false&readPreference=secondary&maxPoolSize=50',
    poolSize: 1,
  });
  expect(options.writeConcern).toMatchObject({ w: 'majority', j: true });
  expect(options.readPreference.mode).toBe('primary');
  expect(options.maxPoolSize).toBe(1);
});
