import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { ListMultipartUploadsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { putFile } from '../../../src/adapters/s3/putFile.js';
import { s3BlobStore } from '../../../src/adapters/s3/s3BlobStore.js';
import { s3Place } from '../../../src/adapters/s3/s3Place.js';
import { describeOn } from '../../services/describeOn.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { makeBucket } from '../../services/s3/testBucket.js';
import { s3Options } from './s3Fixture.js';

const path = temporaryDirectory();
const partSize = 5 * 2 ** 20;
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describeOn('s3', 'putting files into S3', (address) => {
  /** A store, and the place it works in; large files are those over 20 MiB. */
  const opened = async () => {
    await makeBucket(address());
    const options = { ...s3Options(address()), partSize };
    const place = s3Place(options);
    const unfinished = async (): Promise<number> => {
      const { Uploads = [] } = await place.client.send(
        new ListMultipartUploadsCommand({ Bucket: place.bucket }),
      );
      return Uploads.filter(({ Key = '' }) => place.keyOf(Key) !== undefined).length;
    };
    return { store: s3BlobStore(options), place, unfinished };
  };

  it('a large file goes in parts and comes back whole', async () => {
    const { store, place, unfinished } = await opened();
    const bytes = randomBytes(4 * partSize + 12_345);
    await writeFile(path('large'), bytes);
    let parts = 0;
    place.client.middlewareStack.add((next, { commandName }) => (args) => {
      if (commandName === 'UploadPartCommand') parts += 1;
      return next(args);
    });
    await putFile(place, { key: 'seen', size: bytes.length, sha256: digest(bytes) }, path('large'));
    expect(parts).toBe(5);
    const ref = await store.putFile('large.bin', path('large'));
    expect(ref).toMatchObject({ size: bytes.length, sha256: digest(bytes) });
    expect(Buffer.compare(await store.readBytes(ref), bytes)).toBe(0);
    expect(await unfinished()).toBe(0);
    await store.removePrefix('');
  });

  it.each([
    ['small', 1_000_000],
    ['large', 4 * partSize + 1_000_000],
  ])(
    'a %s file that changed since it was looked at is refused, and nothing is stored',
    async (name, size) => {
      const { store, place, unfinished } = await opened();
      const bytes = randomBytes(size);
      await writeFile(path(name), bytes);
      const right = { key: 'changed', size, sha256: digest(bytes) };
      const put = (wrong: Partial<typeof right>): Promise<unknown> =>
        place.trying({ doing: 'Storing the blob', key: 'changed' }, () =>
          putFile(place, { ...right, ...wrong }, path(name)),
        );
      const other = digest(new Uint8Array());
      for (const wrong of [{ sha256: other }, { size: size + 1, sha256: other }, { size: size - 1 }])
        await expect(put(wrong)).rejects.toMatchObject({ code: 'corrupt-blob' });
      expect(await store.list('')).toEqual([]);
      expect(await unfinished()).toBe(0);
      await put({});
      expect(await store.isWhole(right)).toBe(true);
      await store.removePrefix('');
    },
  );

  it('what others laid there is no blob: it is neither listed nor removed', async () => {
    const { store, place } = await opened();
    const ref = await store.putBytes('a/b', new Uint8Array(3));
    const foreign = `${place.options.prefix ?? ''}/a/folder/`;
    await place.client.send(new PutObjectCommand({ Bucket: place.bucket, Key: foreign, Body: '' }));
    expect(await store.list('')).toEqual([ref.key]);
    await store.removePrefix('');
    expect(await store.list('')).toEqual([]);
  });
});
