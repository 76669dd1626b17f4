import { parseFetchHost } from '../../domain/source/fetchHosts.js';
import { isRemote, remoteProblem } from '../../domain/source/remoteUri.js';
import type { Milliseconds, Seconds } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import type { Fetcher } from '../../ports/fetcher.js';
import { sourcePath } from '../ffmpeg/sourcePath.js';
import type { S3Access } from '../s3/s3Access.js';
import { once } from '../shared/once.js';
import type { PatienceOptions } from '../shared/patience.js';
import { fetchError } from './fetchError.js';
import { fetchHttp } from './httpSource.js';

export interface SourceFetcherOptions extends Pick<PatienceOptions, 'pause' | 'now'> {
  /** Places that may be fetched from (fetchHosts); default: none. */
  readonly hosts?: readonly string[];
  /** Default 2 GiB. */
  readonly maxBytes?: number;
  /** The longest that one fetch may take; default 600. */
  readonly timeout?: Seconds;
  /** The longest that nothing may come; default 60. */
  readonly idle?: Seconds;
  /** How long a stranger's server that is away is waited for; default 30,000. */
  readonly patience?: Milliseconds;
  readonly s3?: S3Access;
  /** Authorities of https that are trusted in place of the usual ones, as PEM. */
  readonly ca?: string;
}

/** Fetches by the scheme of the address: paths and `file:`, `https:` (and `http:`) from allowed hosts, `s3:` from allowed buckets. */
export function sourceFetcher(options: SourceFetcherOptions = {}): Fetcher {
  const { maxBytes = 2 ** 31, timeout = 600, idle = 60, patience = 30_000, s3 = {} } = options;
  const hosts = (options.hosts ?? []).map(parsed);
  const limits = { maxBytes, timeout, idle };
  const { pause, now, ca } = options;
  const http = { ...limits, hosts, patience, ...(pause && { pause }), ...(now && { now }), ca };
  // Loaded when first needed: it takes a quarter of a second, and most never need it.
  const bucket = once(async () => {
    const { s3Source } = await import('../s3/s3Source.js');
    return s3Source({ ...limits, access: s3, hosts });
  });
  return {
    async fetch(uri, copy, signal) {
      if (!isRemote(uri)) return sourcePath(uri);
      const problem = remoteProblem(uri);
      if (problem !== undefined) throw fetchError('refused-input', uri, `it ${problem}.`);
      if (signal?.aborted) throw fetchError('aborted', uri, 'it was stopped.');
      if (/^s3:/i.test(uri)) await (await bucket())(uri, copy, signal);
      else await fetchHttp(http, uri, copy, signal);
      return copy;
    },
  };
}

function parsed(entry: string): NonNullable<ReturnType<typeof parseFetchHost>> {
  const host = parseFetchHost(entry);
  if (host) return host;
  throw new PipelineError(
    'bad-config',
    'An entry of fetchHosts names no host. Write host, host:port or s3://bucket.',
  );
}
