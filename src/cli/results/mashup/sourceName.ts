import { basename, dirname, parse } from 'node:path';
import { stemNames } from '../../../domain/role.js';
import { pathText } from '../../../domain/text/pathText.js';
import type { Credits } from '../../../domain/track.js';

const stems = new Set<string>(stemNames);

/** `Title (Artist)`, the title first because the end may be cut off; without tags the name of the file, or of the folder of stems. */
export function sourceName({ title, artist, uri }: Credits & { readonly uri: string }): string {
  if (title) return artist ? `${title} (${artist})` : title;
  const path = pathText(uri);
  const name = parse(path).name || path;
  return stems.has(name.toLowerCase()) ? basename(dirname(path)) || name : name;
}
