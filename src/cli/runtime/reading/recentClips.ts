import type { Clip } from '../../../domain/clip.js';
import type { Catalogue } from '../../../ports/catalogue.js';
import { clipsById } from './clipsById.js';

/** Clips kept at most, 3 KB each. */
const most = 20_000;

/** Looks clips up by id, from memory where they were read since the catalogue last changed; those that are gone are left out. */
export function recentClips(
  catalogue: Pick<Catalogue, 'revision' | 'listTracks' | 'getClips'>,
): (clipIds: readonly string[]) => Promise<ReadonlyMap<string, Clip>> {
  const known = new Map<string, Clip>();
  let revision = -1;
  return async (clipIds) => {
    const now = await catalogue.revision();
    if (now !== revision || known.size > most) known.clear();
    revision = now;
    const unknown = clipIds.filter((id) => !known.has(id));
    if (unknown.length > 0) for (const [id, clip] of await clipsById(catalogue, unknown)) known.set(id, clip);
    return new Map(clipIds.flatMap((id) => ((clip) => (clip ? [[id, clip] as const] : []))(known.get(id))));
  };
}
