import type { Clip } from '../../../domain/clip.js';
import type { Catalogue } from '../../../ports/catalogue.js';
import { everyTrack } from '../../../ports/everyOne.js';

/** The clips named, or all that the catalogue's tracks have; those that are gone are left out. */
export async function clipsById(
  catalogue: Pick<Catalogue, 'listTracks' | 'getClips'>,
  clipIds?: readonly string[],
): Promise<ReadonlyMap<string, Clip>> {
  const wanted = new Set(clipIds);
  if (!clipIds)
    for await (const track of everyTrack(catalogue)) for (const id of track.clipIds) wanted.add(id);
  const clips = await catalogue.getClips([...wanted]);
  return new Map(clips.map((clip) => [clip.clipId, clip]));
}
