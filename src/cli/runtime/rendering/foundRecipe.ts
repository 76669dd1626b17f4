import type { Mashup, Recipe } from '../../../domain/mashup.js';
import type { Rejected } from '../../../domain/rejected.js';
import type { MashupFacts } from '../../results/mashup/mashupJson.js';

/** Something that can be rendered, and what its mashup.json says of it. */
export interface FoundRecipe {
  readonly id: string;
  readonly mashup: Recipe & Partial<Pick<Mashup, 'mashupId' | 'score' | 'axes'>>;
  readonly scorer?: MashupFacts['scorer'];
  readonly sample?: MashupFacts['sample'];
  /** Where it was chosen in place of others: what was turned down. */
  readonly rejected?: Rejected;
  readonly runSeed: string;
}
