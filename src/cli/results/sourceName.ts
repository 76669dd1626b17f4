import { basename, dirname, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stemNames } from '../../domain/role.js';
import type { Credits } from '../../domain/track.js';

const stems = new Set<string>(stemNames);

/** `Title (Artist)`, the title first because the end may be cut off; without tags the name of the file, or of the folder of stems. */
export function sourceName({ title, artist, uri }: Credits & { readonly uri: string }): string {
  if (title) return artist ? `${title} (${artist})` : title;
  const path = uri.startsWith('file:') ? fileURLToPath(uri) : uri;
  const { name } = parse(path);
  return stems.has(name.toLowerCase()) ? basename(dirname(path)) || name : name;
}
