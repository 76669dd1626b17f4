import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Upload } from '@aws-sdk/lib-storage';
import type { BlobRef } from '../../domain/blobRef.js';
import { fileChunks } from '../files/fileChunks.js';
import { verifyBlob } from '../files/verifyBlob.js';
import type { S3Place } from './s3Place.js';

export interface Parts {
  /** Of the local file. */
  readonly path: string;
  /** Bytes. */
  readonly partSize: number;
}

/**
 * Puts a large file in parts, which become an object when all are there; error `corrupt-blob` where it is not what `ref` says, and then
 * there is none. Parts that a killed process leaves are no objects and cost room: buckets can be told to drop them after some days.
 */
export async function putInParts(
  { client, bucket, objectOf }: S3Place,
  ref: BlobRef,
  { path, partSize }: Parts,
): Promise<void> {
  const upload = new Upload({
    client,
    params: { Bucket: bucket, Key: objectOf(ref.key), Body: Readable.from(verified(ref, path)) },
    partSize,
    queueSize: 2,
  });
  await upload.done();
}

/** The file's content; throws in place of an end when that was not what `ref` says. */
async function* verified(ref: BlobRef, path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of fileChunks(path)) {
    hash.update(chunk);
    size += chunk.length;
    yield chunk;
  }
  verifyBlob(ref, path, { size, sha256: hash.digest('hex') });
}
