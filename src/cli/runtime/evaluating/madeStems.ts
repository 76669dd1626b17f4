import type { FeatureStore } from '../../../adapters/rules/featureStore.js';
import type { Clip } from '../../../domain/clip.js';
import type { Role } from '../../../domain/role.js';
import { unwarpedFeatures, type PlayUnwarped } from '../../../evaluation/unwarpedPart.js';
import { prepareStem, type PreparedStem } from '../../../mashability/features/prepareStem.js';

/** Stored stems, and such as are made of them for a comparison. */
export interface MadeStems extends FeatureStore {
  /** A clip like this one but for its stems, which `make` makes each time that one is asked for: they are many. */
  make(clip: Clip, make: (role: Role) => Promise<PreparedStem>): Clip;
}

export function madeStems(stored: FeatureStore): MadeStems {
  const makers = new WeakMap<Clip, (role: Role) => Promise<PreparedStem>>();
  return {
    stem: (clip, role) => makers.get(clip)?.(role) ?? stored.stem(clip, role),
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
