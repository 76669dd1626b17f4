import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { S3Options } from './s3Options.js';

/** What the SDK would print goes nowhere: errors tell it. */
const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
} as const;

/**
 * A client of the AWS SDK. With an endpoint of one's own it asks for nothing that other makes of servers lack: checksums in trailers,
 * buckets as host names.
 */
export function createS3Client({
  endpoint,
  region,
  credentials,
  silence = 30_000,
}: Omit<S3Options, 'bucket'>): S3Client {
  // Its version is pinned; on Node 20 it would print that later ones want a newer Node.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  return new S3Client({
    ...(endpoint === undefined ? {} : elsewhere(endpoint)),
    ...(region === undefined ? {} : { region }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 5000, socketTimeout: silence },
    logger: quiet,
  });
}

const elsewhere = (endpoint: string): S3ClientConfig => ({
  endpoint,
  forcePathStyle: true,
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
});
