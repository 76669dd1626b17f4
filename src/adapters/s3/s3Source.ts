import { GetObjectCommand } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import {
  allowsOrigin,
  bucketOrigin,
  fetchHostEntry,
  type FetchHost,
} from '../../domain/source/fetchHosts.js';
import { s3Address } from '../../domain/source/remoteUri.js';
import type { Seconds } from '../../domain/units.js';
import type { PipelineError } from '../../errors.js';
import { awayError, fetchError, networkError } from '../fetch/fetchError.js';
import { receive, type Limits } from '../fetch/receive.js';
import { createS3Client } from './createS3Client.js';
import type { S3Access } from './s3Access.js';

export interface S3SourceOptions extends Limits {
  readonly access: S3Access;
  /** Those that name buckets; others are not read, whatever the credentials may. */
  readonly hosts: readonly FetchHost[];
  /** The longest that one fetch may take. */
  readonly timeout: Seconds;
}

export type FetchS3 = (uri: string, copy: string, signal?: AbortSignal) => Promise<void>;

/** Fetches `s3://bucket/key` to `copy`. A store that is away is `unavailable`, to be waited for: it is one of ours. */
export function s3Source(options: S3SourceOptions): FetchS3 {
  const { access, hosts, timeout, ...limits } = options;
  const client = createS3Client(access, { answer: limits.idle * 1000 });
  return async (uri, copy, signal) => {
    const place = s3Address(uri);
    if (!place) throw fetchError('refused-input', uri, 'it is no proper address. Write s3://bucket/key.');
    if (!allowsOrigin(hosts, bucketOrigin(place.bucket))) throw refusedBucket(uri, place.bucket);
    const deadline = AbortSignal.timeout(timeout * 1000);
    const abortSignal = signal ? AbortSignal.any([signal, deadline]) : deadline;
    try {
      const command = new GetObjectCommand({ Bucket: place.bucket, Key: place.key });
      const { Body: body, ContentLength: length } = await client.send(command, { abortSignal });
      if (!(body instanceof Readable)) throw new Error('the store gave no stream');
      // The signal of the command ends its stream too.
      await receive({ uri, body, length, ...limits }, copy);
    } catch (error) {
      if (signal?.aborted) throw fetchError('aborted', uri, 'it was stopped.', error);
      if (deadline.aborted)
        throw fetchError('timeout', uri, `it took longer than ${timeout} s. Raise --fetch-timeout.`, error);
      throw storeError(error, uri, access.endpoint ?? 's3');
    }
  };
}

const refusedBucket = (uri: string, bucket: string): PipelineError =>
  fetchError(
    'refused-input',
    uri,
    `its bucket is not among those that may be fetched from. If you trust it, add it: --fetch-hosts ${fetchHostEntry(bucketOrigin(bucket))}`,
  );

/** What a store's answer says of its status; undefined: there was no answer. */
const statusOf = (error: unknown): number | undefined => {
  const metadata: unknown = error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
  const found = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata;
  return found && typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
};

function storeError(error: unknown, uri: string, away: string): PipelineError {
  const name = error instanceof Error ? error.name : '';
  const status = statusOf(error);
  if (status === 404)
    return fetchError(
      'not-found',
      uri,
      `there is no such bucket or object (${name}). Check the address.`,
      error,
    );
  if (status === 401 || status === 403)
    return fetchError(
      'unreadable',
      uri,
      `the store denies access (${name}). Check its credentials (s3AccessKeyId, or those of the environment) and what they may read.`,
      error,
    );
  if (status !== undefined && status < 500 && status !== 429)
    return fetchError(
      'refused-input',
      uri,
      `the store refuses (${name}, status ${status}). Check the bucket, and the region that is set (s3Region).`,
      error,
    );
  if (status !== undefined) return awayError(uri, away, `${away} answers with status ${status}.`, error);
  if (name === 'CredentialsProviderError' || /region is missing/i.test(String(error)))
    return fetchError(
      'refused-input',
      uri,
      'no access to a store is set up. Set s3Region and credentials, or those of the environment.',
      error,
    );
  // A name that is not known (yet) is a store that is not there (yet).
  if (error instanceof Error && 'code' in error && error.code === 'ENOTFOUND')
    return awayError(uri, away, `${away} is not known to the name service.`, error);
  return networkError(error, uri, away);
}
