import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { putObject } from '../../../src/adapters/s3/putObject.js';
import { s3BlobStore } from '../../../src/adapters/s3/s3BlobStore.js';
import { s3Place } from '../../../src/adapters/s3/s3Place.js';
import { createPatience } from '../../../src/adapters/shared/patience.js';
import { patient } from '../../../src/adapters/shared/patient.js';
import type { S3Options } from '../../../src/adapters/s3/s3Options.js';
import { describeOwn } from '../../services/describeOn.js';
import { startS3, type S3Address } from '../../services/s3/startS3.js';
import type { Server } from '../../services/server/server.js';
import { makeBucket } from '../../services/s3/testBucket.js';
import { s3Options } from './s3Fixture.js';

describeOwn('s3', 'an S3 that goes away', () => {
  let server: Server<S3Address>;
  let options: S3Options;
  beforeEach(async () => {
    server = await startS3();
    await makeBucket(server.address);
    options = s3Options(server.address);
  });
  afterEach(() => server.stop());

  const bytes = randomBytes(12_000_000);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const away = { code: 'unavailable', retryable: true };

  it('a server killed in the middle of an upload has nothing half of it, and takes it again', async () => {
    const place = s3Place(options);
    const store = s3BlobStore(options);
    const ref = { key: 'half', size: bytes.length, sha256 };
    async function* cutOff(): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 6_000_000);
      await server.kill9();
      yield bytes.subarray(6_000_000);
    }
    const put = place.trying({ doing: 'Storing the blob', key: 'half' }, () =>
      putObject(place, ref, Readable.from(cutOff())),
    );
    await expect(put).rejects.toMatchObject(away);
    await expect(store.list('')).rejects.toMatchObject(away);
    await server.restart();
    expect(await store.list('')).toEqual([]);
    await putObject(place, ref, bytes);
    expect(Buffer.compare(await store.readBytes(ref), bytes)).toBe(0);
  });

  it('what reads while the server dies says that it is away, and leaves no copy', async () => {
    const store = s3BlobStore(options);
    const ref = await store.putBytes('a', bytes);
    await server.kill9();
    await expect(store.readBytes(ref)).rejects.toMatchObject(away);
    await expect(store.isWhole(ref)).rejects.toMatchObject(away);
    await expect(store.removePrefix('')).rejects.toMatchObject(away);
    await expect(store.putBytes('b', bytes)).rejects.toMatchObject(away);
    await server.restart();
    expect(await store.isWhole(ref)).toBe(true);
  });

  it('with patience every call waits until it is back', async () => {
    const told: string[] = [];
    const patience = createPatience({ onWaiting: (error) => told.push(String(error.context['away'])) });
    const store = patient(s3BlobStore(options), patience);
    const ref = await store.putBytes('a', bytes);
    await server.kill9();
    const all = Promise.all([store.putBytes('b', bytes), store.readBytes(ref), store.list('')]);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await server.restart();
    const [second, read] = await all;
    expect(Buffer.compare(read, bytes)).toBe(0);
    expect(await store.isWhole(second)).toBe(true);
    expect(told).toEqual([`the S3 bucket ${options.bucket} at ${server.address.endpoint}`]);
  });
});
