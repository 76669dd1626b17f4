import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { S3Access, S3Patience } from './s3Access.js';

/** What the SDK would print goes nowhere: errors tell it. */
const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
} as const;

/**
 * A client of the AWS SDK. With an endpoint of one's own it asks for nothing that other makes of servers lack: checksums in trailers, and
 * (unless told otherwise) buckets as host names; nor has one to name a region that means nothing there.
 */
export function createS3Client(access: S3Access, { silence, answer }: S3Patience = {}): S3Client {
  const { endpoint, region = usualRegion(endpoint), credentials, forcePathStyle } = access;
  // Its version is pinned; on Node 20 it would print that later ones want a newer Node.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  return new S3Client({
    ...(endpoint !== undefined && elsewhere(endpoint)),
    ...(region !== undefined && { region }),
    ...(credentials !== undefined && { credentials }),
    ...(forcePathStyle !== undefined && { forcePathStyle }),
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: Math.min(5000, answer ?? 5000),
      ...(silence !== undefined && { socketTimeout: silence }),
      ...(answer !== undefined && { requestTimeout: answer, throwOnRequestTimeout: true }),
    },
    logger: quiet,
  });
}

const elsewhere = (endpoint: string): S3ClientConfig => ({
  endpoint,
  forcePathStyle: true,
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
});

/** undefined: the SDK looks for one. */
const usualRegion = (endpoint: string | undefined): string | undefined =>
  endpoint === undefined || process.env['AWS_REGION'] ? undefined : 'us-east-1';
