import type { Clip } from '../../../domain/clip.js';
import type { Milliseconds } from '../../../domain/units.js';
import type { Catalogue } from '../../../ports/catalogue.js';
import type { Clock } from '../../../ports/clock.js';
import { clipsById } from './clipsById.js';

/** Clips kept at most, 3 KB each. */
const most = 20_000;

/** Clips are taken from memory for so long. */
const fresh: Milliseconds = 1000;

/** Looks clips up by id, from memory where they were read a moment ago; those that are gone are left out. */
export function recentClips(
  catalogue: Pick<Catalogue, 'listTracks' | 'getClips'>,
  clock: Pick<Clock, 'now'>,
): (clipIds: readonly string[]) => Promise<ReadonlyMap<string, Clip>> {
  const known = new Map<string, Clip>();
  let since = clock.now();
  return async (clipIds) => {
    if (clock.now() - since > fresh || known.size > most) {
      known.clear();
      since = clock.now();
    }
    const unknown = clipIds.filter((id) => !known.has(id));
    if (unknown.length > 0) for (const [id, clip] of await clipsById(catalogue, unknown)) known.set(id, clip);
    return new Map(clipIds.flatMap((id) => ((clip) => (clip ? [[id, clip] as const] : []))(known.get(id))));
  };
}
