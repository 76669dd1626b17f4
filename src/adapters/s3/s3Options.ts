import type { Milliseconds } from '../../domain/units.js';
import type { S3Access } from './s3Access.js';

/** Where blobs lie in S3, and who asks. */
export interface S3Options extends S3Access {
  readonly bucket: string;
  /** Stands before every key, with a slash between: several stores may share a bucket. Left out: none. */
  readonly prefix?: string;
  /** A server that is silent for so long in the middle of a request is away. 30 s. */
  readonly silence?: Milliseconds;
  /** Bytes. Files of more than four parts are sent in parts of this size, two at a time; 5 MiB at least. 32 MiB. */
  readonly partSize?: number;
}

/** How messages name the store. */
export const s3StoreName = ({ bucket, endpoint }: S3Options): string =>
  endpoint === undefined ? `the S3 bucket ${bucket}` : `the S3 bucket ${bucket} at ${endpoint}`;
