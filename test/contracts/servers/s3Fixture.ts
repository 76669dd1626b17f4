import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { s3BlobStore, type S3BlobStore } from '../../../src/adapters/s3/s3BlobStore.js';
import type { S3Options } from '../../../src/adapters/s3/s3Options.js';
import { s3Client, type S3Address } from '../../services/s3/startS3.js';
import { bucket, makeBucket } from '../../services/s3/testBucket.js';
import type { BlobFixture } from '../blobStoreContract.js';

/** What a store of tests is opened with: a part of the bucket that nobody else has. */
export const s3Options = ({ endpoint, region, ...credentials }: S3Address): S3Options => ({
  ...{ bucket, endpoint, region, credentials, prefix: `contracts/${randomUUID()}` },
});

export function s3Fixture(address: S3Address): BlobFixture {
  const options = s3Options(address);
  const dir = mkdtempSync(join(tmpdir(), 'mashstream-contract-'));
  const client: S3Client = s3Client(address);
  const stores: S3BlobStore[] = [];
  const open = async (): Promise<S3BlobStore> => {
    if (stores.length === 0) await makeBucket(address);
    const store = s3BlobStore(options);
    stores.push(store);
    return store;
  };
  const at = (key: string) => ({ Bucket: bucket, Key: `${options.prefix ?? ''}/${key}` });
  return {
    ...{ open, other: open, where: { s3: options } },
    crash: () => {
      stores.at(-1)?.close();
      return open();
    },
    scratch: (name) => join(dir, name),
    damage: async (key, bytes) => {
      await client.send(new PutObjectCommand({ ...at(key), Body: bytes }));
    },
    stored: async (key) => {
      const { Body } = await client.send(new GetObjectCommand(at(key)));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
    dispose: async () => {
      await stores.at(-1)?.removePrefix('');
      for (const store of stores) store.close();
      client.destroy();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
