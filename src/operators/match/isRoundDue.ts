import { digestOf, type Clip } from '../../domain/clip.js';
import type { SeedState } from '../../ports/seedState.js';
import type { MatchOptions } from './matchOptions.js';
import { samplePartners } from './samplePartners.js';
import { roundsDue } from './sampleRounds.js';

/** Has a ranked seed enough partners by now for a further round of training samples? One that has changed since is ranked anew anyway. */
export async function isRoundDue(
  options: Pick<MatchOptions, 'catalogue' | 'useDoubtful' | 'enoughPartners'>,
  seed: Clip,
  { digest, sampled }: Pick<SeedState, 'digest' | 'sampled'>,
): Promise<boolean> {
  if (digest !== digestOf(seed)) return false;
  const { fewest } = await samplePartners(options, seed);
  return roundsDue(fewest, options.enoughPartners) > sampled;
}
