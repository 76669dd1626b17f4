import { basename, dirname } from 'node:path';
import { isRemote } from '../../../domain/source/remoteUri.js';
import { pathText } from '../../../domain/text/pathText.js';

/** A short name for a publisher's id, before anything else is known of the track; an id that is no path names itself. */
export function trackTitle(trackKey: string): string {
  const path = pathText(trackKey);
  if (path === trackKey && !isRemote(trackKey)) return trackKey;
  const name = basename(path.replace(/\?…$/, ''));
  return (/^(vocals|drums|bass|other)\./.test(name) && basename(dirname(path))) || name || path;
}
