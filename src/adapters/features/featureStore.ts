import type { Clip } from '../../domain/clip.js';
import { beatRatio, type BeatRatio } from '../../domain/music/beatRatio.js';
import type { Role } from '../../domain/role.js';
import { featureName, nameApart } from '../../mashability/features/featureName.js';
import { playedFeatures, type PlayedPart } from '../../mashability/features/playedFeatures.js';
import { prepareStem, type PreparedStem } from '../../mashability/features/prepareStem.js';
import { playedAsIs, playedUnder } from '../../mashability/played.js';
import type { BlobStore } from '../../ports/blobStore.js';
import { readRuleFeatures } from './readFeatures.js';
import { recentlyUsed } from './recentlyUsed.js';

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
  const kept = recentlyUsed<PreparedStem>(capacity);
  const stemOf = (part: PlayedPart): Promise<PreparedStem> => {
    const { clip, role } = part;
    const ref = clip.features[featureName(role)] ?? clip.features[nameApart(role, 'chroma')];
    return kept(nameOf(part, ref?.key), async () =>
      prepareStem(playedFeatures(await readRuleFeatures(blobs, part), part)),
    );
  };
  return {
    stem: (clip, role, seed = clip) => stemOf({ clip, role, ...playedUnder(seed, clip, role) }),
    ownStem: (clip, role, seed) => stemOf({ clip, role, ...playedAsIs(seed, clip, role) }),
    ratio: (clip, seed) => beatRatio(seed.grid.bpm, clip.grid.bpm),
  };
}

/** A blob's key holds its owner's id and its content's hash: a corrected clip keeps its id but not its features. */
const nameOf = ({ clip, role, startBar, beatRatio: ratio }: PlayedPart, key?: string): string =>
  `${key ?? `${clip.clipId}/${role}`} ${startBar} ${ratio}`;
