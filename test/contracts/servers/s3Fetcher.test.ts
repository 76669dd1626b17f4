import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceFetcher } from '../../../src/adapters/fetch/sourceFetcher.js';
import { once } from '../../../src/adapters/shared/once.js';
import { describeOn } from '../../services/describeOn.js';
import { fetcherContract } from '../fetcherContract.js';

const maxBytes = 150_000_000;

describeOn('s3', 'sources in S3', (address) => {
  const bucket = `fetched-${randomUUID()}`;
  const made = once(async () => {
    const { endpoint, region, ...credentials } = address();
    const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    return client;
  });
  const put = async (name: string, content: Uint8Array): Promise<string> => {
    const client = await made();
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: name, Body: content }));
    return `s3://${bucket}/${name}`;
  };
  fetcherContract('fetcher: s3', () => {
    const { endpoint, region, ...credentials } = address();
    const folder = mkdtempSync(join(tmpdir(), 'mashstream-contract-'));
    const open = () =>
      Promise.resolve(
        sourceFetcher({ maxBytes, hosts: [`s3://${bucket}`], s3: { endpoint, region, credentials } }),
      );
    return {
      ...{ open, crash: open, other: open, folder, maxBytes, put },
      large: () => put('large', Buffer.alloc(maxBytes)),
      dispose: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
    };
  });
});
