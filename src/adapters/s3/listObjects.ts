import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { S3Place } from './s3Place.js';

/** The blobs' keys that begin with `prefix`, page by page, in the server's order. */
export async function* listObjects(
  { client, bucket, objectsOf, keyOf }: S3Place,
  prefix: string,
): AsyncGenerator<readonly string[], void, undefined> {
  // Encoded: XML has no way to write every character that a key may hold.
  const asked = { Bucket: bucket, Prefix: objectsOf(prefix), EncodingType: 'url' } as const;
  for await (const { Contents = [], EncodingType } of paginateListObjectsV2({ client }, asked))
    yield Contents.map(({ Key = '' }) => keyOf(EncodingType === 'url' ? decoded(Key) : Key)).filter(
      (key) => key !== undefined,
    );
}

/** Some servers write a space as a plus sign; a plus sign is always encoded. */
const decoded = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
