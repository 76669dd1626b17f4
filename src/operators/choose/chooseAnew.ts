import type { Clip } from '../../domain/clip.js';
import type { Rejected } from '../../domain/rejected.js';
import type { Role } from '../../domain/role.js';
import { farFromRule } from '../../mashability/conditions/farFromRule.js';
import { sameRecording } from '../../mashability/conditions/sameRecording.js';
import type { ScoredPair, ShiftedPart } from '../../ports/scorer.js';
import type { ClipQuery } from '../../ports/catalogue.js';
import { askedAll } from '../match/askedAll.js';
import { pairsOf } from '../match/pairsOf.js';
import { partnerLimit, seedsFor } from '../match/partnerQueries.js';
import { hasPartners, type SeedRule } from '../match/partnersSeen.js';
import { sings } from '../match/selection.js';
import { bestTriple, type Attempt, type ChosenTriple } from './bestTriple.js';
import type { ChoiceOptions } from './choiceOptions.js';
import { partnersWithin } from './partnersWithin.js';

/** A mashup of which some parts stay and others are chosen anew. */
export interface Reroll {
  readonly seed: Clip;
  readonly harmonic: ShiftedPart;
  readonly percussion: Clip;
  /** The parts that are chosen anew; a voice only where the harmonic part stays. */
  readonly anew: readonly Role[];
  /** Songs that are not taken for a role again, those of now included. */
  readonly rejected: Rejected;
}

/**
 * The mashup that scores best with other songs in the roles `anew`, each within the rule, and the other parts as they are; under another voice
 * the harmonic part is shifted anew. Undefined where nothing is left.
 */
export const chooseAnew = (options: ChoiceOptions, reroll: Reroll): Promise<ChosenTriple | undefined> =>
  bestTriple(options.scorer, attempts(options, reroll), options.shortlist);

async function* attempts(options: ChoiceOptions, reroll: Reroll): AsyncGenerator<Attempt> {
  for (const seed of await voices(options, reroll))
    yield {
      seed,
      harmonics: await harmonics(options, reroll, seed),
      percussions: await percussions(options, reroll, seed),
    };
}

/** Not a song that was turned down for the role. */
const isNew = ({ rejected }: Reroll, role: Role, { trackId }: Clip): boolean =>
  !(rejected[role] ?? []).includes(trackId);

async function voices(options: ChoiceOptions, reroll: Reroll): Promise<readonly Clip[]> {
  const { seed, harmonic, anew } = reroll;
  if (!anew.includes('vocal')) return [seed];
  const { catalogue, scorer, selection, useDoubtful } = options;
  const seeds: SeedRule = { useDoubtful, voicesNamed: selection.vocal.length > 0 };
  const queries = seedsFor(harmonic.clip, 'harmonic', options).map((rule): ClipQuery => ({
    ...rule,
    ...{ supplies: 'vocal', limit: partnerLimit },
  }));
  const found = await askedAll(queries, (query) => catalogue.queryClips(query));
  return found.filter(
    (clip) =>
      clip.featuresVersion === scorer.features &&
      isNew(reroll, 'vocal', clip) &&
      hasPartners(clip, seeds) &&
      sings(selection, clip) &&
      !sameRecording(clip, harmonic.clip),
  );
}

async function harmonics(options: ChoiceOptions, reroll: Reroll, seed: Clip): Promise<readonly ScoredPair[]> {
  const { harmonic, anew } = reroll;
  if (anew.includes('vocal')) {
    const { fits } = farFromRule({ seed, clip: harmonic.clip, role: 'harmonic', rule: options.rule });
    return fits ? pairsOf(seed, 'harmonic', harmonic.clip, options.rule) : [];
  }
  if (!anew.includes('harmonic')) return [{ seed, role: 'harmonic', ...harmonic }];
  const partners = await partnersWithin(options, seed, 'harmonic');
  return partners
    .filter((clip) => isNew(reroll, 'harmonic', clip))
    .flatMap((clip) => pairsOf(seed, 'harmonic', clip, options.rule));
}

async function percussions(options: ChoiceOptions, reroll: Reroll, seed: Clip): Promise<readonly Clip[]> {
  const { percussion, anew } = reroll;
  if (anew.includes('percussion')) {
    const partners = await partnersWithin(options, seed, 'percussion');
    return partners.filter((clip) => isNew(reroll, 'percussion', clip));
  }
  if (!anew.includes('vocal')) return [percussion];
  const { fits } = farFromRule({ seed, clip: percussion, role: 'percussion', rule: options.rule });
  return fits && !sameRecording(seed, percussion) ? [percussion] : [];
}
