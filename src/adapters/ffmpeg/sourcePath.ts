import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shownUri } from '../../domain/source/shownUri.js';
import { PipelineError } from '../../errors.js';

const refused = (uri: string): PipelineError =>
  new PipelineError(
    'refused-input',
    `Reading ${JSON.stringify(shownUri(uri))}: only files, and addresses that begin with https: or s3:, are read. Give one of these.`,
    { context: { uri: shownUri(uri) } },
  );

/** The absolute path of a local path or `file:` address; error: `refused-input` for any other address. */
export function sourcePath(uri: string): string {
  if (uri === '' || uri.includes('\0')) throw refused(uri);
  if (isAbsolute(uri)) return uri;
  if (!/^[a-z][a-z0-9+.-]+[:,]/i.test(uri)) return resolve(uri);
  try {
    if (uri.toLowerCase().startsWith('file:')) return fileURLToPath(uri);
  } catch {
    // A malformed address: refused below.
  }
  throw refused(uri);
}
