import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { sourceFetcher } from '../../src/adapters/fetch/sourceFetcher.js';
import { once } from '../../src/adapters/shared/once.js';
import { fetcherContract } from './fetcherContract.js';

const named = (name: string): string | undefined => process.env[`MASHSTREAM_TEST_S3${name}`];
const maxBytes = 150_000_000;

/** On the S3 server that is named in the environment. */
function onServer(endpoint: string): void {
  const region = named('_REGION') ?? 'us-east-1';
  const credentials = {
    accessKeyId: named('_ACCESS_KEY_ID') ?? '',
    secretAccessKey: named('_SECRET_ACCESS_KEY') ?? '',
  };
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  const bucket = `fetched-${randomUUID()}`;
  const made = once(() => client.send(new CreateBucketCommand({ Bucket: bucket })));
  const put = async (name: string, content: Uint8Array): Promise<string> => {
    await made();
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: name, Body: content }));
    return `s3://${bucket}/${name}`;
  };
  fetcherContract('fetcher: s3', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mashstream-contract-'));
    const open = () => Promise.resolve(sourceFetcher({ maxBytes, s3: { endpoint, region, credentials } }));
    return {
      ...{ open, crash: open, other: open, folder, maxBytes, put },
      large: () => put('large', Buffer.alloc(maxBytes)),
      dispose: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
    };
  });
}

const endpoint = named('');
if (endpoint === undefined || endpoint === '')
  describe.skip('fetcher: s3 (no server is named in MASHSTREAM_TEST_S3)', () =>
    onServer('http://127.0.0.1:1'));
else onServer(endpoint);
