import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { s3BlobStore } from '../../../src/adapters/s3/s3BlobStore.js';
import type { S3Options } from '../../../src/adapters/s3/s3Options.js';
import { freePort } from '../../support/freePort.js';
import { describeOn } from '../../services/describeOn.js';
import { makeBucket } from '../../services/s3/testBucket.js';
import { s3Options } from './s3Fixture.js';

afterEach(() => vi.unstubAllEnvs());

describeOn('s3', 'settings of the S3 store', (address) => {
  /** What `reach` says with these settings in place of the right ones. */
  const reached = async (wrong: Partial<S3Options>): Promise<unknown> => {
    await makeBucket(address());
    const store = s3BlobStore({ ...s3Options(address()), ...wrong });
    try {
      return await store.reach().catch((error: unknown) => error);
    } finally {
      store.close();
    }
  };
  const said = (words: RegExp): object => ({
    code: 'bad-config',
    message: expect.stringMatching(words) as string,
  });

  it('right ones reach the bucket', async () => {
    expect(await reached({})).toBeUndefined();
  });

  it('wrong ones are named', async () => {
    const { accessKeyId, secretAccessKey, endpoint } = address();
    expect(await reached({ credentials: { accessKeyId: 'nobody', secretAccessKey } })).toMatchObject(
      said(/setting s3AccessKeyId/),
    );
    expect(await reached({ credentials: { accessKeyId, secretAccessKey: 'wrong' } })).toMatchObject(
      said(/setting s3SecretAccessKey/),
    );
    expect(await reached({ bucket: 'no-such-bucket' })).toMatchObject(said(/setting s3Bucket/));
    expect(await reached({ region: 'mars-1' })).toMatchObject(said(/setting s3Region/));
    expect(await reached({ endpoint: endpoint.replace('http:', 'https:') })).toMatchObject(
      said(/setting s3Endpoint/),
    );
    expect(await reached({ endpoint: 'not an address' })).toMatchObject(said(/setting s3Endpoint/));
  });

  it('credentials that are left out come from where the SDK looks for them', async () => {
    const { bucket, endpoint = '', region = '' } = s3Options(address());
    const withoutCredentials = (): Promise<unknown> =>
      s3BlobStore({ bucket, endpoint, region })
        .reach()
        .catch((error: unknown) => error);
    vi.stubEnv('HOME', '/nowhere');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    expect(await withoutCredentials()).toMatchObject(said(/s3AccessKeyId and s3SecretAccessKey/));
    vi.stubEnv('AWS_ACCESS_KEY_ID', address().accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', address().secretAccessKey);
    await makeBucket(address());
    expect(await withoutCredentials()).toBeUndefined();
  });

  it('a server that is not there, or silent, is away', async () => {
    const away = (endpoint: string): object => ({
      ...{ code: 'unavailable', retryable: true },
      context: { away: expect.stringContaining(endpoint) as string },
    });
    const nobody = `http://127.0.0.1:${await freePort()}`;
    expect(await reached({ endpoint: nobody })).toMatchObject(away(nobody));
    const mute = createServer(() => undefined);
    await once(mute.listen(0, '127.0.0.1'), 'listening');
    // What a server that listens on a port has.
    const silent = `http://127.0.0.1:${(mute.address() as AddressInfo).port}`;
    expect(await reached({ endpoint: silent, silence: 300 })).toMatchObject(away(silent));
    mute.close();
  });

  it('stores with different prefixes do not see each other, though one is the beginning of the other', async () => {
    await makeBucket(address());
    const { prefix = '', ...rest } = s3Options(address());
    const [one, other] = [`/${prefix}/`, `${prefix}x`].map((own) => s3BlobStore({ ...rest, prefix: own }));
    const ref = await one.putBytes('a', new Uint8Array(3));
    expect(await other.list('')).toEqual([]);
    await other.removePrefix('');
    await expect(other.readBytes(ref)).rejects.toMatchObject({ code: 'not-found' });
    expect(await one.isWhole(ref)).toBe(true);
    await one.removePrefix('');
    expect(() => s3BlobStore({ ...rest, prefix: 'a/../b' })).toThrow(/cannot be the key/);
  });
});
