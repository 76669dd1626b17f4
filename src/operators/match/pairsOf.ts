import type { Clip } from '../../domain/clip.js';
import type { Semitones } from '../../domain/units.js';
import { songsTooFar, type MatchRule } from '../../mashability/conditions/matchRule.js';
import type { PartRole, ScoredPair } from '../../ports/scorer.js';

/**
 * A part as it may sound under a seed: drums as they are, a harmonic part at every shift that the rule allows. Its key only says whether it is
 * worth trying (keys are estimates, and one song fits at a fifth what another does not in its own key): which shift it is, the fit tells. None
 * where its key is too far.
 */
export function pairsOf(seed: Clip, role: PartRole, clip: Clip, rule: MatchRule): readonly ScoredPair[] {
  if (role === 'percussion') return [{ seed, role, clip, shift: 0 }];
  if (songsTooFar(rule, seed, clip) > 0) return [];
  return shiftedPairs(seed, clip, rule.maxShift);
}

/** A harmonic part at every shift up to `maxShift` either way, whatever its key. Plain literals: those of a spread and more are read half as fast, and of these there are many. */
export const shiftedPairs = (seed: Clip, clip: Clip, maxShift: Semitones): readonly ScoredPair[] =>
  Array.from({ length: 2 * maxShift + 1 }, (_, i) => ({
    seed,
    role: 'harmonic',
    clip,
    shift: i - maxShift,
  }));
