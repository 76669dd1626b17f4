import { decodeNpy, type NpyArray } from '../../audio/files/npy.js';
import type { Clip } from '../../domain/clip.js';
import { lostBlob } from '../../domain/lostBlob.js';
import { beatRatio, type BeatRatio } from '../../domain/music/beatRatio.js';
import { playedAsIs, playedUnder, type Played } from '../../mashability/played.js';
import type { Role } from '../../domain/role.js';
import { PipelineError } from '../../errors.js';
import { arraysApart, featureName, nameApart } from '../../mashability/features/featureName.js';
import { playedFeatures } from '../../mashability/features/playedFeatures.js';
import { prepareStem, type PreparedStem } from '../../mashability/features/prepareStem.js';
import type { RuleFeatures } from '../../mashability/features/ruleFeatures.js';
import { featuresOfMatrix } from '../../mashability/features/ruleMatrix.js';
import type { BlobStore } from '../../ports/blobStore.js';

export interface FeatureStore {
  /**
   * The rule features of a clip's role as it is played under the voice of a seed (left out: its own), prepared for scoring. Errors: `not-found`,
   * `corrupt-blob`.
   */
  stem(clip: Clip, role: Role, seed?: Clip): Promise<PreparedStem>;
  /** The same bars in beats of their own, whatever the tempo of the seed. */
  ownStem(clip: Clip, role: Role, seed: Clip): Promise<PreparedStem>;
  /** How the beats of what is played are counted. */
  ratio(clip: Clip, seed: Clip): BeatRatio;
}

/**
 * Loads rule features from blobs and keeps the most recently used `capacity` stems (18 KB each, 32 KB of resident memory) in memory. A
 * search looks at up to 1024: with room for fewer than the catalogue has, each reads them all again.
 */
export function featureStore(blobs: BlobStore, capacity = 4096): FeatureStore {
  const kept = new Map<string, Promise<PreparedStem>>();
  const stemOf = (wanted: Wanted): Promise<PreparedStem> => {
    const { clip, role, played } = wanted;
    // A blob's key holds its owner's id and its content's hash: a corrected clip keeps its id but not its features.
    const ref = clip.features[featureName(role)] ?? clip.features[nameApart(role, 'chroma')];
    const name = `${ref?.key ?? `${clip.clipId}/${role}`} ${played.startBar} ${played.beatRatio}`;
    const old = kept.get(name);
    kept.delete(name);
    const stem = old ?? load(blobs, wanted);
    kept.set(name, stem);
    if (old) return stem;
    stem.catch(() => kept.delete(name));
    for (const oldest of kept.keys()) {
      if (kept.size <= capacity) break;
      kept.delete(oldest);
    }
    return stem;
  };
  return {
    stem: (clip, role, seed = clip) => stemOf({ clip, role, played: playedUnder(seed, clip, role) }),
    ownStem: (clip, role, seed) => stemOf({ clip, role, played: playedAsIs(seed, clip, role) }),
    ratio: (clip, seed) => beatRatio(seed.grid.bpm, clip.grid.bpm),
  };
}

interface Wanted {
  readonly clip: Clip;
  readonly role: Role;
  readonly played: Played;
}

async function load(blobs: BlobStore, { clip, role, played }: Wanted): Promise<PreparedStem> {
  const read = async (name: string): Promise<NpyArray> => {
    const ref = clip.features[name];
    if (ref === undefined)
      throw new PipelineError(
        'not-found',
        `Clip ${clip.clipId} has no features of its ${role} part (${name}). Publish its track again.`,
      );
    const bytes = await blobs.readBytes(ref).catch((error: unknown) => {
      throw lostBlob(error, clip);
    });
    return decodeNpy(bytes);
  };
  const all = arraysApart.some((array) => clip.features[nameApart(role, array)])
    ? await featuresApart((array) => read(nameApart(role, array)))
    : featuresOfMatrix(await read(featureName(role)));
  return prepareStem(playedFeatures(all, { clip, role, ...played }));
}

/** As clips of earlier versions keep them. */
async function featuresApart(
  read: (array: (typeof arraysApart)[number]) => Promise<NpyArray>,
): Promise<RuleFeatures> {
  const [chroma, onsets, bands] = await Promise.all(arraysApart.map(read));
  return { beats: chroma.shape[0], chroma: chroma.data, onsets: onsets.data, bands: bands.data };
}
