import type { HeardRows } from '../../audio/semitones/heardRows.js';
import type { BlobRef } from '../../domain/blobRef.js';
import type { Clip } from '../../domain/clip.js';
import { beatRatio, type BeatRatio } from '../../domain/music/beatRatio.js';
import type { Role } from '../../domain/role.js';
import { featureName, nameApart, rowsName } from '../../mashability/features/featureName.js';
import { playedFeatures, type PlayedPart } from '../../mashability/features/playedFeatures.js';
import { prepareStem, type PreparedStem } from '../../mashability/features/prepareStem.js';
import { playedAsIs, playedUnder } from '../../mashability/played.js';
import { playedRows } from '../../mashability/rows/playedRows.js';
import type { BlobStore } from '../../ports/blobStore.js';
import { readRows, readRuleFeatures } from './readFeatures.js';
import { recentlyUsed } from './recentlyUsed.js';

export interface FeatureStore {
  /**
   * The rule features of a clip's role as it is played under the voice of a seed (left out: its own), prepared for scoring. Errors: `not-found`,
   * `corrupt-blob`.
   */
  stem(clip: Clip, role: Role, seed?: Clip): Promise<PreparedStem>;
  /** The same bars in beats of their own, whatever the tempo of the seed. */
  ownStem(clip: Clip, role: Role, seed: Clip): Promise<PreparedStem>;
  /** The rows of semitones of a clip's role as it is played under the voice of a seed (left out: its own). Errors as of `stem`. */
  rows(clip: Clip, role: Role, seed?: Clip): Promise<HeardRows>;
  /** How the beats of what is played are counted. */
  ratio(clip: Clip, seed: Clip): BeatRatio;
}

/** How many roles of clips are kept in memory. */
export interface FeatureStoreOptions {
  /** 18 KB each, 32 KB of resident memory. Default 4096. */
  readonly stems?: number;
  /** 16 to 25 KB each. Default 4096. */
  readonly rows?: number;
}

/**
 * Loads features from blobs and keeps the most recently used in memory. A search looks at up to 1024 stems: with room for fewer than the catalogue has,
 * each reads them all again.
 */
export function featureStore(
  blobs: BlobStore,
  { stems = 4096, rows = 4096 }: FeatureStoreOptions = {},
): FeatureStore {
  const [keptStems, keptRows] = [recentlyUsed<PreparedStem>(stems), recentlyUsed<HeardRows>(rows)];
  const stemOf = (part: PlayedPart): Promise<PreparedStem> => {
    const { clip, role } = part;
    const ref = clip.features[featureName(role)] ?? clip.features[nameApart(role, 'chroma')];
    return keptStems(nameOf(part, ref), async () =>
      prepareStem(playedFeatures(await readRuleFeatures(blobs, part), part)),
    );
  };
  const rowsOf = (part: PlayedPart): Promise<HeardRows> => {
    const ref = part.clip.features[rowsName(part.role)];
    return keptRows(nameOf(part, ref), async () => playedRows(await readRows(blobs, part), part));
  };
  return {
    stem: (clip, role, seed = clip) => stemOf({ clip, role, ...playedUnder(seed, clip, role) }),
    ownStem: (clip, role, seed) => stemOf({ clip, role, ...playedAsIs(seed, clip, role) }),
    rows: (clip, role, seed = clip) => rowsOf({ clip, role, ...playedUnder(seed, clip, role) }),
    ratio: (clip, seed) => beatRatio(seed.grid.bpm, clip.grid.bpm),
  };
}

/** A blob's key holds its owner's id and its content's hash: a corrected clip keeps its id but not its features. */
const nameOf = ({ clip, role, startBar, beatRatio: ratio }: PlayedPart, ref?: BlobRef): string =>
  `${ref?.key ?? `${clip.clipId}/${role}`} ${startBar} ${ratio}`;
