import { shownUri } from '../../domain/source/shownUri.js';
import { PipelineError, shortageOf, type ErrorCode } from '../../errors.js';

/** An error of fetching, which names the address as far as it may be shown. */
export const fetchError = (code: ErrorCode, uri: string, why: string, cause?: unknown): PipelineError =>
  new PipelineError(code, `Fetching ${JSON.stringify(shownUri(uri))}: ${why}`, {
    cause,
    context: { uri: shownUri(uri) },
  });

/** Who was asked is away for the moment; `away` names it. */
export const awayError = (uri: string, away: string, why: string, cause?: unknown): PipelineError =>
  new PipelineError('unavailable', `Fetching ${JSON.stringify(shownUri(uri))}: ${why}`, {
    cause,
    retryable: true,
    context: { uri: shownUri(uri), away },
  });

export const tooLarge = (uri: string, most: number): PipelineError =>
  fetchError(
    'refused-input',
    uri,
    `it has more than the ${most} bytes that are fetched. Raise --fetch-max-bytes, or give its sound alone, as flac, mp3, m4a or ogg.`,
  );

export const stalled = (uri: string, idle: number): PipelineError =>
  fetchError('timeout', uri, `nothing came for ${idle} s. Publish it again later, or raise --read-timeout.`);

const codeOf = (error: unknown): string =>
  error instanceof Error ? ('code' in error ? String(error.code) : error.name) : '';

/** How OpenSSL and Node name what is wrong with a certificate or with TLS itself. */
const ofTls = /CERT|SIGNATURE|^ERR_TLS|^ERR_SSL|^EPROTO$/;

/** What the network says, as an error of fetching from `away`; a shortage of this machine stays one. */
export function networkError(error: unknown, uri: string, away: string): PipelineError {
  if (error instanceof PipelineError) return error;
  if (shortageOf(error)) return PipelineError.from(error);
  const code = codeOf(error);
  if (code === 'ENOTFOUND')
    return fetchError('not-found', uri, `there is no host called ${away}. Check the address.`, error);
  if (ofTls.test(code))
    return fetchError(
      'refused-input',
      uri,
      `the certificate of ${away} is not trusted (${code}). Where it is your own, name its authority in NODE_EXTRA_CA_CERTS.`,
      error,
    );
  return awayError(uri, away, `${away} cannot be reached (${code}).`, error);
}
