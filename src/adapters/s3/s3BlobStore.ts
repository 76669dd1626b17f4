import type { BlobStore } from '../../ports/blobStore.js';
import { listObjects } from './listObjects.js';
import { s3Keys } from './s3Keys.js';
import type { S3Options } from './s3Options.js';
import { s3Place } from './s3Place.js';
import { s3Puts } from './s3Puts.js';
import { s3Reads } from './s3Reads.js';

export interface S3BlobStore extends BlobStore {
  /** Resolves when the bucket answers with these settings; errors as any call has them. */
  reach(): Promise<void>;
  /** Ends the connections; calls in flight fail. */
  close(): void;
}

/**
 * Blobs as objects of an S3 bucket. While the store is away calls fail with `unavailable` (retryable, `away` in the context) and leave
 * nothing half done; wrong settings are `bad-config`, naming the setting. A local file is always a copy.
 */
export function s3BlobStore(options: S3Options): S3BlobStore {
  const place = s3Place(options);
  return {
    ...s3Puts(place),
    ...s3Reads(place),
    ...s3Keys(place),
    reach: () =>
      place.trying({ doing: 'Looking for the blobs', key: '*' }, async () => {
        await listObjects(place, '').next();
      }),
    close: () => place.client.destroy(),
  };
}
