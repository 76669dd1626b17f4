import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { s3BlobStore, type S3BlobStore } from '../../../src/adapters/s3/s3BlobStore.js';

let server: Server;
let store: S3BlobStore;
let answer: string;

const page = `<ListBucketResult><IsTruncated>false</IsTruncated><EncodingType>url</EncodingType>
  <Contents><Key>a/x%2By+z</Key></Contents><Contents><Key>a/y</Key></Contents></ListBucketResult>`;

/** A server that lists two objects and gives `answer` when they are to be removed: single failures are hard to come by elsewhere. */
beforeEach(async () => {
  server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/xml').end(request.method === 'POST' ? answer : page);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  store = s3BlobStore({
    bucket: 'songs',
    // What a server that listens on a port has.
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
});
afterEach(() => {
  store.close();
  server.close();
});

const failed = (key: string, code: string): string =>
  `<DeleteResult><Error><Key>${key}</Key><Code>${code}</Code><Message>told so</Message></Error></DeleteResult>`;

it('keys that the server encodes are decoded', async () => {
  expect(await store.list('a/')).toEqual(['a/x+y z', 'a/y']);
});

it('one object that stays is an error, though the answer is a success', async () => {
  answer = failed('a/y', 'AccessDenied');
  await expect(store.removePrefix('a/')).rejects.toMatchObject({
    code: 'bad-config',
    message: expect.stringMatching(
      /^Removing the blobs a\/\* in the S3 bucket songs .*a\/y: told so/,
    ) as string,
  });
  answer = failed('a/y', 'SlowDown');
  await expect(store.removePrefix('a/')).rejects.toMatchObject({ code: 'unavailable', retryable: true });
});

it('one that is gone already is none', async () => {
  answer = failed('a/y', 'NoSuchKey');
  await store.removePrefix('a/');
});
