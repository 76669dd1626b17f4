import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { s3Client, type S3Address } from './startS3.js';

/** The bucket of all tests; each works below a prefix of its own. */
export const bucket = 'mashstream-tests';

/** Makes it, or another one, where it is not there yet. */
export async function makeBucket(address: S3Address, name = bucket): Promise<void> {
  const client = s3Client(address);
  await client.send(new CreateBucketCommand({ Bucket: name })).catch((error: unknown) => {
    if (!/BucketAlready/.test(String(error))) throw error;
  });
  client.destroy();
}
