import type { MixTraining } from '../../domain/learning/mixTraining.js';
import type { Random } from '../../domain/random.js';
import { labelledTriples, pairTriples, type MixTriple, type WrongParts } from './mixTriples.js';

/** Which of a batch's triples a network is taught by, in the order in which its loss takes them: labelled ones, all pairs, own ones that are wrong. */
export function taughtTriples(
  { loss, labels }: Pick<MixTraining, 'loss' | 'labels'>,
  wrong: readonly WrongParts[],
  random: Random,
): readonly MixTriple[] {
  const { positive, unlabelled, negative } = labelledTriples(wrong, random);
  const classes = [...positive, ...negative, ...(labels === 'none' ? [] : unlabelled)];
  const own = wrong.map(({ harmonic, percussion }, vocal) => ({ vocal, harmonic, percussion }));
  const picks = [...pairTriples(wrong.length), ...own];
  return [...(loss === 'infonce' ? [] : classes), ...(loss === 'classes' ? [] : picks)];
}
