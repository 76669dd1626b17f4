import { digestOf, type Clip } from '../../domain/clip.js';
import { splitOf } from '../../domain/learning/split.js';
import { recordingName } from '../../mashability/conditions/sameRecording.js';
import { rowsName } from '../../mashability/features/featureName.js';
import type { Catalogue } from '../../ports/catalogue.js';
import type { Log, Place } from '../../ports/log.js';
import type { TaughtSong } from '../../ports/teacher.js';
import { eachSample } from './readSamples.js';

/** Clips of a song that a model is taught by: of long songs more would be heard too often. */
const perSong = 4;
/** Songs that samples named last: their windows (200 KB a song) lie in memory together. */
const mostSongs = 2000;
/** Clips that are looked up together. */
const together = 256;

interface Samples {
  readonly catalogue: Pick<Catalogue, 'getClips'>;
  readonly log: Pick<Log, 'readTable'>;
}

/** Digests of clips by id. */
type Named = ReadonlyMap<string, string>;

/**
 * The songs that samples are made of: of each the clips that were named last and are what they were, with a voice and a harmony of their own.
 * Which part of the music a song belongs to is told by its name alone, so it stays there whatever comes.
 */
export async function songsOfSamples(
  { catalogue, log }: Samples,
  upTo: Place,
): Promise<readonly TaughtSong[]> {
  const named = [...(await clipsByTrack(log, upTo)).values()].flatMap((clips) => [...clips]);
  const byName = new Map<string, Clip[]>();
  for (let at = 0; at < named.length; at += together) {
    const digests: Named = new Map(named.slice(at, at + together));
    for (const clip of await catalogue.getClips([...digests.keys()])) {
      if (digests.get(clip.clipId) !== digestOf(clip) || !isHeard(clip)) continue;
      const name = recordingName(clip);
      byName.set(name, [...(byName.get(name) ?? []), clip]);
    }
  }
  return [...byName]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, clips]) => {
      const composition = `song ${name}`;
      const own = clips.toSorted((a, b) => (a.clipId < b.clipId ? -1 : 1)).slice(0, perSong);
      return { composition, split: splitOf(composition), clips: own };
    });
}

const isHeard = ({ supplies, features }: Clip): boolean =>
  supplies.vocal &&
  supplies.harmonic &&
  [features[rowsName('vocal')], features[rowsName('harmonic')]].every(Boolean);

async function clipsByTrack(log: Samples['log'], upTo: Place): Promise<ReadonlyMap<string, Named>> {
  const tracks = new Map<string, Map<string, string>>();
  await eachSample(log, { from: [], upTo }, ({ recipe, digests = {} }) => {
    for (const { clipId, trackId } of recipe.parts) {
      const clips = tracks.get(trackId) ?? new Map<string, string>();
      putLast(clips, clipId, digests[clipId] ?? '', perSong);
      putLast(tracks, trackId, clips, mostSongs);
    }
  });
  return tracks;
}

/** A Map keeps the order of insertion. */
function putLast<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key);
  map.set(key, value);
  for (const first of map.keys()) {
    if (map.size <= most) break;
    map.delete(first);
  }
}
