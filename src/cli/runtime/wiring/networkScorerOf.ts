import type { FeatureStore } from '../../../adapters/features/featureStore.js';
import type { StoredModel } from '../../../adapters/networks/modelFolder.js';
import type { Scorer } from '../../../ports/scorer.js';
import { dualNetOf } from './dualNetScorer.js';
import { mixNetOf, type Sounds } from './mixNetScorer.js';

/** What scorers by networks read of clips. */
export interface NetworkParts {
  readonly stems: FeatureStore;
  readonly sounds: Sounds;
}

/** A scorer by a model, of whichever kind. Error: `unreadable` where its record is not whole. */
export const networkScorerOf = ({ stems, sounds }: NetworkParts, stored: StoredModel): Scorer =>
  stored.model.kind === 'dualnet' ? dualNetOf(stems, stored) : mixNetOf(stems, sounds, stored);
