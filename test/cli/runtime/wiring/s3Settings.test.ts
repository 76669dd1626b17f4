import dns from 'node:dns';
import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { s3BlobStore } from '../../../../src/adapters/s3/s3BlobStore.js';
import { loadConfig } from '../../../../src/cli/config/loadConfig.js';
import { s3OptionsOf } from '../../../../src/cli/runtime/wiring/clusterOptions.js';
import { fetcherOf } from '../../../../src/cli/runtime/wiring/fetcherOf.js';
import type { Config } from '../../../../src/config.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';
import { webServer } from '../../../support/webServer.js';

const directory = temporaryDirectory();
const server = await webServer();
const host = `store.test:${server.port}`;
const none = '/no/such/file';

beforeEach(() => {
  for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE']) vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_CONFIG_FILE', none);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', none);
  // All names lead to the server here; what it is asked for tells by which name.
  vi.spyOn(dns, 'lookup').mockImplementation(((_: string, options: object, done: unknown) => {
    const all = 'all' in options && options.all === true;
    const address = { address: '127.0.0.1', family: 4 };
    // One of the two forms in which Node wants it.
    (done as (...words: unknown[]) => void)(null, ...(all ? [[address]] : [address.address, address.family]));
  }) as typeof dns.lookup);
  server.answer((_, response) => response.end('<ListBucketResult/>'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** The two that ask a store, each as a run makes it of its settings. */
const askers: Readonly<Record<string, (config: Config) => Promise<unknown>>> = {
  'the blobs': async (config) => {
    const store = s3BlobStore(s3OptionsOf(config));
    await store.reach().finally(() => store.close());
  },
  'a source': async (config) => {
    mkdirSync(directory(), { recursive: true });
    await fetcherOf(config).fetch('s3://songs/a', directory('copy'));
  },
};

/** What the server was asked with these settings. */
async function askedWith(env: NodeJS.ProcessEnv, ask: (config: Config) => Promise<unknown>) {
  const servers = { MASHSTREAM_KAFKA_BROKERS: 'kafka:9092', MASHSTREAM_MONGO_URL: 'mongodb://mongo' };
  const store = {
    MASHSTREAM_S3_BUCKET: 'songs',
    MASHSTREAM_FETCH_HOSTS: 's3://songs',
    MASHSTREAM_S3_ENDPOINT: `http://${host}`,
    MASHSTREAM_S3_ACCESS_KEY_ID: 'me',
    MASHSTREAM_S3_SECRET_ACCESS_KEY: 'hunter2',
  };
  await ask(loadConfig({ folder: directory(), env: { ...servers, ...store, ...env }, flags: {} }));
  const { url = '', headers } = server.asked.at(-1)!;
  const [, region] = /Credential=me\/\d+\/([^/]+)\/s3\//.exec(headers.authorization ?? '') ?? [];
  return { host: headers.host, path: url.split('?')[0], region };
}

describe.each(Object.entries(askers))('%s at an endpoint of one’s own', (_, ask) => {
  const named = { MASHSTREAM_S3_REGION: 'eu-test-1' };
  it('needs no region; one that is set is taken, the setting before the environment', async () => {
    expect(await askedWith({}, ask)).toMatchObject({ region: 'us-east-1' });
    vi.stubEnv('AWS_REGION', 'eu-other-1');
    expect(await askedWith({}, ask)).toMatchObject({ region: 'eu-other-1' });
    expect(await askedWith(named, ask)).toMatchObject({ region: 'eu-test-1' });
  });

  it('is asked by path, or by the bucket as a host where that is set', async () => {
    const byPath = { host, path: expect.stringMatching(/^\/songs\b/) as string };
    expect(await askedWith(named, ask)).toMatchObject(byPath);
    expect(await askedWith({ ...named, MASHSTREAM_S3_FORCE_PATH_STYLE: 'yes' }, ask)).toMatchObject(byPath);
    expect(await askedWith({ ...named, MASHSTREAM_S3_FORCE_PATH_STYLE: 'no' }, ask)).toMatchObject({
      host: `songs.${host}`,
      path: expect.stringMatching(/^\/a?$/) as string,
    });
  });
});
