import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A short name for a publisher's id, before anything else is known of the track. */
export function trackTitle(trackKey: string): string {
  if (!trackKey.startsWith('file:')) return trackKey;
  const path = fileURLToPath(trackKey);
  return /^(vocals|drums|bass|other)\./.test(basename(path)) ? basename(dirname(path)) : basename(path);
}
