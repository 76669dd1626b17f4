import { sourceFetcher } from '../../../adapters/fetch/sourceFetcher.js';
import type { S3Access } from '../../../adapters/s3/s3Source.js';
import type { Config } from '../../../config.js';
import type { Fetcher } from '../../../ports/fetcher.js';

type S3Settings = Pick<
  Config,
  's3Endpoint' | 's3Region' | 's3AccessKeyId' | 's3SecretAccessKey' | 's3ForcePathStyle'
>;
export type FetchSettings = Pick<Config, 'fetchHosts' | 'fetchMaxBytes' | 'fetchTimeout' | 'readTimeout'> &
  S3Settings;

/** What fetches sources, as configured. */
export const fetcherOf = (config: FetchSettings): Fetcher =>
  sourceFetcher({
    hosts: config.fetchHosts,
    maxBytes: config.fetchMaxBytes,
    timeout: config.fetchTimeout,
    idle: config.readTimeout,
    s3: accessOf(config),
  });

function accessOf(config: S3Settings): S3Access {
  const { s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey } = config;
  return {
    endpoint: config.s3Endpoint,
    region: config.s3Region,
    forcePathStyle: config.s3ForcePathStyle,
    ...(accessKeyId !== undefined &&
      secretAccessKey !== undefined && { credentials: { accessKeyId, secretAccessKey } }),
  };
}
