import type { FeatureStore } from '../../../adapters/features/featureStore.js';
import type { HeardRows } from '../../../audio/semitones/heardRows.js';
import type { Clip } from '../../../domain/clip.js';
import type { Role } from '../../../domain/role.js';
import type { Seconds } from '../../../domain/units.js';
import {
  unwarpedBeats,
  unwarpedFeatures,
  unwarpedRows,
  type PlayUnwarped,
} from '../../../evaluation/unwarpedPart.js';
import { playedBeats, playedUnder } from '../../../mashability/played.js';
import { prepareStem, type PreparedStem } from '../../../mashability/features/prepareStem.js';

/** Makes a role of a clip as it is played under a seed. */
export interface StemMaker {
  stem(role: Role, seed: Clip): Promise<PreparedStem>;
  rows(role: Role, seed: Clip): Promise<HeardRows>;
  /** For who hears the sound itself; left out: what is made has none. */
  beats?(role: Role, seed: Clip): readonly Seconds[];
}

/** Stored stems, and such as are made of them for a comparison. */
export interface MadeStems extends FeatureStore {
  /** A clip like this one but for its stems, which `maker` makes each time that one is asked for: they are many. */
  make(clip: Clip, maker: StemMaker): Clip;
  /** The beats of a clip's role as it is played under a seed, on the clock of its audio. */
  beats(clip: Clip, role: Role, seed: Clip): readonly Seconds[];
}

export function madeStems(stored: FeatureStore): MadeStems {
  const makers = new WeakMap<Clip, StemMaker>();
  return {
    stem: (clip, role, seed = clip) => makers.get(clip)?.stem(role, seed) ?? stored.stem(clip, role, seed),
    ownStem: (clip, role, seed) => makers.get(clip)?.stem(role, seed) ?? stored.ownStem(clip, role, seed),
    rows: (clip, role, seed = clip) => makers.get(clip)?.rows(role, seed) ?? stored.rows(clip, role, seed),
    ratio: (clip, seed) => (makers.has(clip) ? 1 : stored.ratio(clip, seed)),
    beats: (clip, role, seed) =>
      makers.get(clip)?.beats?.(role, seed) ?? playedBeats(clip, { role, ...playedUnder(seed, clip, role) }),
    make(clip, maker) {
      const copy = { ...clip };
      makers.set(copy, maker);
      return copy;
    },
  };
}

/** Parts that are not warped, made of stored stems. */
export const unwarpedStems =
  (stems: MadeStems): PlayUnwarped =>
  (part) =>
    stems.make(part.clip, {
      async stem(role) {
        const { features } = await stems.stem(part.clip, role);
        return prepareStem(unwarpedFeatures(features, part));
      },
      rows: async (role) => unwarpedRows(await stems.rows(part.clip, role), part),
      beats: () => unwarpedBeats(part),
    });
