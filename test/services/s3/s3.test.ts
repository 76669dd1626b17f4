import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { alive } from '../../support/alive.js';
import { describeOn, describeOwn } from '../describeOn.js';
import { s3Client, startS3 } from './startS3.js';

const content = async (client: S3Client, Bucket: string, Key: string): Promise<string | undefined> =>
  (await client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();

describeOn('s3', 'a shared S3', (address) => {
  it('gives back what the SDK puts', async () => {
    const client = s3Client(address());
    const Bucket = 'services-given';
    await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(new PutObjectCommand({ Bucket, Key: 'a/b', Body: 'content' }));
    expect(await content(client, Bucket, 'a/b')).toBe('content');
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents).toMatchObject([{ Key: 'a/b', Size: 7 }]);
    client.destroy();
  });
});

describeOwn('s3', 'an S3 of one’s own', () => {
  it('keeps what it acknowledged when it is killed, and comes back at the same address', async () => {
    const server = await startS3();
    const client = s3Client(server.address);
    try {
      await client.send(new CreateBucketCommand({ Bucket: 'kept' }));
      await client.send(new PutObjectCommand({ Bucket: 'kept', Key: 'a', Body: 'content' }));
      const before = server.pid();
      await server.kill9();
      expect(alive(before)).toBe(false);
      await server.restart();
      expect(server.pid()).not.toBe(before);
      expect(await content(client, 'kept', 'a')).toBe('content');
    } finally {
      client.destroy();
      await server.stop();
    }
  });
});
