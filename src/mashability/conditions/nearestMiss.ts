import type { ClipFacts } from './clipFacts.js';
import { farFromRule, type FarFromRule } from './farFromRule.js';
import type { MatchRule } from './matchRule.js';
import { sameRecording } from './sameRecording.js';

/** The part that comes nearest to a voice without meeting the rule. */
export type NearestMiss<C extends ClipFacts = ClipFacts> = Omit<FarFromRule<C>, 'fits'>;

/**
 * Which of the candidates comes nearest to accompanying the seed, in a role that nobody can take, and what is too far. Undefined where
 * each role has a candidate that fits, or nobody supplies the role that is missing. Whether clips can be trusted is not looked at.
 */
export function nearestMiss<C extends ClipFacts>(
  seed: ClipFacts,
  candidates: readonly C[],
  rule: MatchRule,
): NearestMiss<C> | undefined {
  const others = candidates.filter((clip) => !sameRecording(seed, clip));
  const misses = (['harmonic', 'percussion'] as const).flatMap((role) => {
    const supply = others.filter(({ supplies }) => supplies[role]);
    const measured = supply.map((clip) => farFromRule({ seed, clip, role, rule }));
    return measured.some(({ fits }) => fits) ? [] : nearest(measured);
  });
  if (misses.length === 0) return undefined;
  const { clip, role, tooFar, distance } = misses[0];
  return { clip, role, tooFar, distance };
}

function nearest<C extends ClipFacts>(measured: readonly FarFromRule<C>[]): FarFromRule<C>[] {
  return measured
    .toSorted((a, b) => a.distance - b.distance || (a.clip.clipId < b.clip.clipId ? -1 : 1))
    .slice(0, 1);
}
