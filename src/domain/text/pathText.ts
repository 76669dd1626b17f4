import { fileURLToPath } from 'node:url';
import { isRemote } from '../source/remoteUri.js';
import { shownUri } from '../source/shownUri.js';

/**
 * An id or address as a text like a path: that of a file: address, decoded, where it names a file of this machine; one of another machine
 * without what no one shall see (shownUri); anything else as it is.
 * Never throws, whatever a publisher made up.
 */
export function pathText(idOrUri: string): string {
  if (isRemote(idOrUri)) return shownUri(idOrUri);
  if (!/^file:/i.test(idOrUri)) return idOrUri;
  try {
    return fileURLToPath(idOrUri);
  } catch {
    // Another machine's, an encoded slash, a broken escape.
    return idOrUri;
  }
}
