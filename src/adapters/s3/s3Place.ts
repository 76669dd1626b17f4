import type { S3Client } from '@aws-sdk/client-s3';
import { checkBlobKey, checkBlobPrefix, isBlobKey } from '../shared/checkBlobKey.js';
import { createS3Client } from './createS3Client.js';
import { s3Error, type S3Work } from './s3Error.js';
import type { S3Options } from './s3Options.js';

/** A part of a bucket, as the store works on it. */
export interface S3Place {
  readonly client: S3Client;
  readonly bucket: string;
  /** The object's key of a blob's key; error `refused-input`. */
  readonly objectOf: (key: string) => string;
  /** What all object keys begin with whose blob keys begin with `prefix`; error `refused-input`. */
  readonly objectsOf: (prefix: string) => string;
  /** The blob's key of an object's; undefined for what is no blob of ours. */
  readonly keyOf: (object: string | undefined) => string | undefined;
  /** Does `work`; what it throws is told as s3Error tells it. */
  readonly trying: <T>(what: S3Work, work: () => Promise<T>) => Promise<T>;
  readonly options: S3Options;
}

export function s3Place(options: S3Options): S3Place {
  const { bucket, prefix = '', silence = 30_000 } = options;
  const bare = prefix.replace(/^\/+|\/+$/g, '');
  if (bare !== '') checkBlobKey(bare);
  const start = bare === '' ? '' : `${bare}/`;
  return {
    ...{ client: createS3Client(options, { silence }), bucket, options },
    objectOf: (key) => {
      checkBlobKey(key);
      return `${start}${key}`;
    },
    objectsOf: (beginning) => {
      checkBlobPrefix(beginning);
      return `${start}${beginning}`;
    },
    keyOf: (object = '') => {
      const key = object.slice(start.length);
      return object.startsWith(start) && isBlobKey(key) ? key : undefined;
    },
    trying: async (what, work) => {
      try {
        return await work();
      } catch (error) {
        throw s3Error(error, what, options);
      }
    },
  };
}
