import type { Clip } from '../../domain/clip.js';
import { sameRecording } from '../../mashability/conditions/sameRecording.js';
import type { PartRole } from '../../ports/scorer.js';
import { askedAll } from '../match/askedAll.js';
import { partnersOf } from '../match/partnerQueries.js';
import { leftOut } from '../match/selection.js';
import type { ChoiceOptions } from './choiceOptions.js';

/**
 * Clips of other songs that keep to the rule for a voice in a role, nearest first, as in a search for rankings: of a harmonic part pairsOf says
 * whether its key does. None where the voice's meter is not known.
 */
export async function partnersWithin(
  options: ChoiceOptions,
  seed: Clip,
  role: PartRole,
): Promise<readonly Clip[]> {
  if (seed.grid.meter === null) return [];
  const { catalogue, scorer, selection } = options;
  const partners = await askedAll(partnersOf(seed, role, options), (query) => catalogue.queryClips(query));
  return partners.filter(
    (clip) =>
      clip.featuresVersion === scorer.features && !sameRecording(seed, clip) && !leftOut(selection, clip),
  );
}
