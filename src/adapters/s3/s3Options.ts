import type { Milliseconds } from '../../domain/units.js';

/** Where blobs lie in S3, and who asks. */
export interface S3Options {
  readonly bucket: string;
  /** Stands before every key, with a slash between: several stores may share a bucket. Left out: none. */
  readonly prefix?: string;
  /** `https://host:port` of a server that is not Amazon's; it is asked by paths (`/bucket/key`). */
  readonly endpoint?: string;
  /** Left out: what the environment or the AWS configuration files say. */
  readonly region?: string;
  /** Left out: the chain of the AWS SDK (environment, configuration files, web identity, the machine's role). */
  readonly credentials?: S3Credentials;
  /** A server that is silent for so long in the middle of a request is away. 30 s. */
  readonly silence?: Milliseconds;
  /** Bytes. Files of more than four parts are sent in parts of this size, two at a time; 5 MiB at least. 32 MiB. */
  readonly partSize?: number;
}

export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** How messages name the store. */
export const s3StoreName = ({ bucket, endpoint }: S3Options): string =>
  endpoint === undefined ? `the S3 bucket ${bucket}` : `the S3 bucket ${bucket} at ${endpoint}`;
