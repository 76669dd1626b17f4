import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isRemote } from '../../domain/source/remoteUri.js';

/**
 * The name under which a song is published, the same on every run: the absolute path of a file or folder as a file: address; the address
 * of another machine itself, but for what follows `?`, which may be a secret while ids are shown everywhere: its hash stands in its place.
 */
export const publisherId = (path: string): string =>
  isRemote(path) ? remoteId(path) : pathToFileURL(resolve(path)).href;

function remoteId(uri: string): string {
  // In a bucket these are letters of a key.
  const at = /^s3:/i.test(uri) ? -1 : uri.search(/[?#]/);
  if (at < 0) return uri;
  const hash = createHash('sha256').update(uri.slice(at)).digest('hex').slice(0, 16);
  return `${uri.slice(0, at)}?sha256=${hash}`;
}
