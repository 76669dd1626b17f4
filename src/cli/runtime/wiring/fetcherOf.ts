import { sourceFetcher } from '../../../adapters/fetch/sourceFetcher.js';
import type { Config } from '../../../config.js';
import type { Fetcher } from '../../../ports/fetcher.js';
import { s3AccessOf, type S3Settings } from './s3AccessOf.js';

export type FetchSettings = Pick<Config, 'fetchHosts' | 'fetchMaxBytes' | 'fetchTimeout' | 'readTimeout'> &
  S3Settings;

/** What fetches sources, as configured. */
export const fetcherOf = (config: FetchSettings): Fetcher =>
  sourceFetcher({
    hosts: config.fetchHosts,
    maxBytes: config.fetchMaxBytes,
    timeout: config.fetchTimeout,
    idle: config.readTimeout,
    s3: s3AccessOf(config),
  });
