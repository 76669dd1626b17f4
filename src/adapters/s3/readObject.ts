import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { BlobRef } from '../../domain/blobRef.js';
import { PipelineError } from '../../errors.js';
import { verifyBlob } from '../files/verifyBlob.js';
import type { S3Place } from './s3Place.js';

/**
 * The content of a blob, piece by piece; throws in place of an end when it was not what the reference says (`corrupt-blob`), so that a
 * reader who came to the end has the right one.
 */
export async function* readObject(
  { client, bucket, objectOf }: S3Place,
  ref: BlobRef,
): AsyncGenerator<Uint8Array, void, undefined> {
  const place = `s3://${bucket}/${objectOf(ref.key)}`;
  const { Body, ContentLength } = await client.send(
    new GetObjectCommand({ Bucket: bucket, Key: objectOf(ref.key) }),
  );
  if (!(Body instanceof Readable))
    throw new PipelineError('internal', `Reading ${place}: it came without a body.`);
  const hash = createHash('sha256');
  let size = 0;
  try {
    // Whatever lies there instead may be large.
    if (ContentLength !== undefined) verifyBlob(ref, place, { size: ContentLength, sha256: ref.sha256 });
    // A body gives Buffers; its type does not say so.
    for await (const chunk of Body as AsyncIterable<Buffer>) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  } finally {
    // A connection whose answer is left half read could not be used again.
    Body.destroy();
  }
  verifyBlob(ref, place, { size, sha256: hash.digest('hex') });
}
