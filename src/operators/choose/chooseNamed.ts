import type { Clip } from '../../domain/clip.js';
import type { Semitones } from '../../domain/units.js';
import { farFromRule } from '../../mashability/conditions/farFromRule.js';
import { sameRecording } from '../../mashability/conditions/sameRecording.js';
import type { PartRole, ScoredPair } from '../../ports/scorer.js';
import { shiftedPairs } from '../match/pairsOf.js';
import { bestTriple, type Attempt, type ChosenTriple } from './bestTriple.js';
import type { ChoiceOptions } from './choiceOptions.js';
import { partnersWithin } from './partnersWithin.js';

/** Clips that were asked for, each of which supplies its role. */
export interface NamedClips {
  readonly vocal: readonly Clip[];
  readonly harmonic: readonly Clip[];
  /** Left out: the best drums within the rule, else those of the harmonic part's song. */
  readonly percussion?: readonly Clip[] | undefined;
  /** Left out: the one that the pre-score likes best. */
  readonly shift?: Semitones | undefined;
}

interface Pair {
  readonly seed: Clip;
  readonly clip: Clip;
}

/**
 * The best mashup of the clips that were asked for, whether a ranking would hold it or not. Where there is a choice, other recordings than the
 * voice's come first, then clips that can be trusted, then what keeps to the rule; among these the score decides. Undefined: no drums.
 */
export const chooseNamed = (options: ChoiceOptions, named: NamedClips): Promise<ChosenTriple | undefined> =>
  bestTriple(options.scorer, attempts(options, named), options.shortlist);

async function* attempts(options: ChoiceOptions, named: NamedClips): AsyncGenerator<Attempt> {
  const all = named.vocal.flatMap((seed) => named.harmonic.map((clip) => ({ seed, clip })));
  const pairs = preferred(options, 'harmonic', all);
  for (const seed of new Set(pairs.map((pair) => pair.seed))) {
    const parts = pairs.filter((pair) => pair.seed === seed).map(({ clip }) => clip);
    const harmonicsOf = (clips: readonly Clip[]): readonly ScoredPair[] =>
      clips.flatMap((clip) => shiftsOf(options, named.shift, { seed, clip }));
    const percussions = await drumsFor(options, seed, named.percussion);
    if (percussions.length > 0) yield { seed, harmonics: harmonicsOf(parts), percussions };
    else
      for (const clip of parts)
        yield { seed, harmonics: harmonicsOf([clip]), percussions: await ownDrums(options, clip) };
  }
}

const shiftsOf = (
  { rule }: ChoiceOptions,
  shift: Semitones | undefined,
  { seed, clip }: Pair,
): readonly ScoredPair[] =>
  shift === undefined ? shiftedPairs(seed, clip, rule.maxShift) : [{ seed, role: 'harmonic', clip, shift }];

async function drumsFor(
  options: ChoiceOptions,
  seed: Clip,
  named: readonly Clip[] | undefined,
): Promise<readonly Clip[]> {
  if (!named) return partnersWithin(options, seed, 'percussion');
  const pairs = named.map((clip) => ({ seed, clip }));
  return preferred(options, 'percussion', pairs).map(({ clip }) => clip);
}

/** The drums that play to a harmonic part in its own song: its clip's, else those of its other clips. */
async function ownDrums({ catalogue }: ChoiceOptions, clip: Clip): Promise<readonly Clip[]> {
  if (clip.supplies.percussion) return [clip];
  const clips = await catalogue.getClips(await catalogue.clipIdsOf(clip.trackId));
  return clips.filter(({ supplies, featuresVersion }) => {
    return supplies.percussion && featuresVersion === clip.featuresVersion;
  });
}

function preferred(
  { useDoubtful, rule }: ChoiceOptions,
  role: PartRole,
  pairs: readonly Pair[],
): readonly Pair[] {
  const wishes: readonly ((pair: Pair) => boolean)[] = [
    ({ seed, clip }) => !sameRecording(seed, clip),
    ({ seed, clip }) => useDoubtful || (seed.trusted && clip.trusted),
    ({ seed, clip }) => farFromRule({ seed, clip, role, rule }).fits,
  ];
  return wishes.reduce((left, wish) => (left.some(wish) ? left.filter(wish) : left), pairs);
}
