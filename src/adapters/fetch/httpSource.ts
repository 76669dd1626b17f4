import type { IncomingMessage } from 'node:http';
import type { FetchHost } from '../../domain/source/fetchHosts.js';
import type { Milliseconds, Seconds } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import { createPatience, type PatienceOptions } from '../shared/patience.js';
import { checkHop } from './checkHop.js';
import { answerError } from './answerError.js';
import { fetchError, networkError, stalled } from './fetchError.js';
import { receive, type Limits } from './receive.js';
import { request } from './request.js';

export interface HttpSourceOptions extends Limits, Pick<PatienceOptions, 'pause' | 'now'> {
  readonly hosts: readonly FetchHost[];
  /** The longest that one fetch may take, all its tries together. */
  readonly timeout: Seconds;
  /** How long a server that is away is waited for. */
  readonly patience: Milliseconds;
  readonly ca?: string | undefined;
}

interface Fetching extends HttpSourceOptions {
  readonly uri: string;
  /** Ends the work: the caller's, or the time limit. */
  readonly signal: AbortSignal;
}

/** More hops than any honest server needs. */
const mostHops = 5;

/**
 * Fetches an http(s) address to `copy`. A server that is away or has an error of its own is tried again for a while; then the fetch fails
 * for good, so that one server does not hold up the others.
 */
export async function fetchHttp(
  options: HttpSourceOptions,
  uri: string,
  copy: string,
  signal?: AbortSignal,
): Promise<void> {
  const deadline = AbortSignal.timeout(options.timeout * 1000);
  const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
  const patience = createPatience({
    limit: options.patience,
    ...(options.pause && { pause: options.pause }),
    ...(options.now && { now: options.now }),
  });
  const fetching = { ...options, uri, signal: either };
  const explained = (error: unknown): PipelineError => {
    if (signal?.aborted) return fetchError('aborted', uri, 'it was stopped.', error);
    if (deadline.aborted) return tooSlow(fetching, error);
    return networkError(error, uri, hostOf(uri));
  };
  const attempt = (): Promise<PipelineError | undefined> =>
    once(fetching, copy).then(nothing, (error: unknown) => {
      const told = explained(error);
      // What this machine lacks is waited for by others, without a limit.
      if (!('away' in told.context)) return told;
      throw told;
    });
  const failure = await patience.through(attempt, either).catch(explained);
  if (failure) throw failure;
}

const nothing = (): undefined => undefined;
const hostOf = (uri: string): string => new URL(uri).host;

const tooSlow = ({ uri, timeout }: Fetching, cause: unknown): PipelineError =>
  fetchError(
    'timeout',
    uri,
    `it took longer than ${timeout} s. Raise --fetch-timeout, or give a smaller file.`,
    cause,
  );

/** One try from the beginning. */
async function once(fetching: Fetching, copy: string): Promise<void> {
  const { uri, maxBytes, idle } = fetching;
  const body = await answerOf(fetching);
  const told = Number(body.headers['content-length']);
  const length = Number.isFinite(told) ? told : undefined;
  await receive({ uri, body, length, maxBytes, idle }, copy);
}

/** The answer that holds the content, redirects followed and each hop checked as the first was. */
async function answerOf(fetching: Fetching): Promise<IncomingMessage> {
  const { uri, hosts, signal, ca, idle } = fetching;
  let url = new URL(uri);
  for (let hops = 0; hops <= mostHops; hops += 1) {
    const addresses = await unlessAborted(checkHop({ uri, url, hosts }), signal);
    const answer = await request({ url, addresses, signal, ca, idle, onIdle: () => stalled(uri, idle) });
    const { statusCode = 0, headers } = answer;
    if (statusCode === 200) return answer;
    answer.on('error', nothing).destroy();
    const next = statusCode >= 300 && statusCode < 400 ? headers.location : undefined;
    if (next === undefined) throw answerError(uri, url.host, statusCode);
    if (!URL.canParse(next, url.href)) throw answerError(uri, url.host, statusCode);
    url = new URL(next, url);
  }
  throw fetchError(
    'refused-input',
    uri,
    `it leads from address to address, more than ${mostHops} times. Give the file's own address.`,
  );
}

/** The name service cannot be stopped, but needs not be waited for. */
const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = (): void => reject(new PipelineError('aborted', 'It was stopped.'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
