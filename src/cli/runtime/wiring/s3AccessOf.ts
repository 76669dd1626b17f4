import type { S3Access } from '../../../adapters/s3/s3Access.js';
import type { Config } from '../../../config.js';

export type S3Settings = Pick<
  Config,
  's3Endpoint' | 's3Region' | 's3AccessKeyId' | 's3SecretAccessKey' | 's3ForcePathStyle'
>;

/** The store that speaks S3 as configured: blobs lie there, and `s3:` sources are read from it. */
export function s3AccessOf(config: S3Settings): S3Access {
  const { s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey } = config;
  return {
    endpoint: config.s3Endpoint,
    region: config.s3Region,
    forcePathStyle: config.s3ForcePathStyle,
    ...(accessKeyId !== undefined &&
      secretAccessKey !== undefined && { credentials: { accessKeyId, secretAccessKey } }),
  };
}
