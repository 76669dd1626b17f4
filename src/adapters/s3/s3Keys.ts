import type { BlobStore } from '../../ports/blobStore.js';
import { listObjects } from './listObjects.js';
import { removeObjects } from './removeObjects.js';
import type { S3Place } from './s3Place.js';

/** What the port does with beginnings of keys. */
export function s3Keys(place: S3Place): Pick<BlobStore, 'list' | 'removePrefix'> {
  const trying = <T>(doing: string, prefix: string, work: () => Promise<T>): Promise<T> =>
    place.trying({ doing, key: `${prefix}*` }, work);
  return {
    list: (prefix) =>
      trying('Listing the blobs', prefix, async () => {
        const keys: string[] = [];
        for await (const page of listObjects(place, prefix)) keys.push(...page);
        return keys.sort();
      }),
    removePrefix: (prefix) =>
      trying('Removing the blobs', prefix, async () => {
        for await (const page of listObjects(place, prefix)) await removeObjects(place, page);
      }),
  };
}
