import type { FeatureStore } from '../../../adapters/features/featureStore.js';
import type { Clip } from '../../../domain/clip.js';
import type { Role } from '../../../domain/role.js';
import { unwarpedFeatures, type PlayUnwarped } from '../../../evaluation/unwarpedPart.js';
import { prepareStem, type PreparedStem } from '../../../mashability/features/prepareStem.js';

/** A role of a clip as it is played under a seed. */
export type MakeStem = (role: Role, seed: Clip) => Promise<PreparedStem>;

/** Stored stems, and such as are made of them for a comparison. */
export interface MadeStems extends FeatureStore {
  /** A clip like this one but for its stems, which `make` makes each time that one is asked for: they are many. */
  make(clip: Clip, make: MakeStem): Clip;
}

export function madeStems(stored: FeatureStore): MadeStems {
  const makers = new WeakMap<Clip, MakeStem>();
  return {
    stem: (clip, role, seed = clip) => makers.get(clip)?.(role, seed) ?? stored.stem(clip, role, seed),
    ownStem: (clip, role, seed) => makers.get(clip)?.(role, seed) ?? stored.ownStem(clip, role, seed),
    ratio: (clip, seed) => (makers.has(clip) ? 1 : stored.ratio(clip, seed)),
    make(clip, make) {
      const copy = { ...clip };
      makers.set(copy, make);
      return copy;
    },
  };
}

/** Parts that are not warped, made of stored stems. */
export const unwarpedStems =
  (stems: MadeStems): PlayUnwarped =>
  (part) =>
    stems.make(part.clip, async (role) => {
      const { features } = await stems.stem(part.clip, role);
      return prepareStem(unwarpedFeatures(features, part));
    });
