import { fileURLToPath } from 'node:url';

/**
 * An id or address as a text like a path: that of a file: address, decoded, where it names a file of this machine; anything else as it is.
 * Never throws, whatever a publisher made up.
 */
export function pathText(idOrUri: string): string {
  if (!/^file:/i.test(idOrUri)) return idOrUri;
  try {
    return fileURLToPath(idOrUri);
  } catch {
    // Another machine's, an encoded slash, a broken escape.
    return idOrUri;
  }
}
