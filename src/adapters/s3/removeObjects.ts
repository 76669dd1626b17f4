import { DeleteObjectsCommand } from '@aws-sdk/client-s3';
import type { S3Place } from './s3Place.js';

/** Removes objects by their blobs' keys, 1,000 at most; what is not there is no error. */
export async function removeObjects(
  { client, bucket, objectOf }: S3Place,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  const Objects = keys.map((key) => ({ Key: objectOf(key) }));
  const { Errors = [] } = await client.send(
    new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
  );
  // The answer as a whole is a success even where single objects stay.
  const failed = Errors.find(({ Code }) => Code !== 'NoSuchKey');
  if (failed)
    throw Object.assign(new Error(`${failed.Key}: ${failed.Message}`), { name: failed.Code ?? 'Error' });
}
