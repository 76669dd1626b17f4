import type { PipelineError } from '../../errors.js';
import { awayError, fetchError } from './fetchError.js';

/** Answers that may be others a moment later: timeout, too early, too many requests, and all that is the server's own fault. */
const passing = (status: number): boolean => [408, 425, 429].includes(status) || status >= 500;

/** What an http status other than 200 means for a fetch from `host`. */
export function answerError(uri: string, host: string, status: number): PipelineError {
  if (passing(status)) return awayError(uri, host, `${host} answers with status ${status}.`);
  if (status === 404 || status === 410)
    return fetchError('not-found', uri, `${host} has nothing there (status ${status}). Check the address.`);
  if (status === 401 || status === 403)
    return fetchError(
      'unreadable',
      uri,
      `${host} denies access (status ${status}). Give an address that is open to all, or one in s3.`,
    );
  return fetchError(
    'refused-input',
    uri,
    `${host} answers with status ${status}, which gives no file. Give the file's own address.`,
  );
}
