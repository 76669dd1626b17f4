import type { Clip } from '../../../domain/clip.js';
import type { Catalogue } from '../../../ports/catalogue.js';

/** The clips named, or all that the catalogue's tracks have; those that are gone are left out. */
export async function clipsById(
  catalogue: Pick<Catalogue, 'listTracks' | 'getClips'>,
  clipIds?: readonly string[],
): Promise<ReadonlyMap<string, Clip>> {
  const wanted = clipIds ?? (await catalogue.listTracks()).flatMap((track) => track.clipIds);
  const clips = await catalogue.getClips([...new Set(wanted)]);
  return new Map(clips.map((clip) => [clip.clipId, clip]));
}
