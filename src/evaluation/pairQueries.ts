import type { PartRole, ScoredPair } from '../ports/scorer.js';
import { keyShift } from '../domain/music/keyShift.js';
import { conditionRules } from '../mashability/conditions/conditionRules.js';
import { isWrongAnswer, type EvaluatedClip, type WarpedCondition } from './evaluatedClip.js';

/** A stem looks for the one that it was made with, among those of other compositions. */
export interface PairQuery {
  readonly composition: string;
  /** Both of one clip, as they are. */
  readonly right: ScoredPair;
  readonly wrong: readonly ScoredPair[];
}

export interface PairTask {
  readonly role: PartRole;
  /** Does the voice look for the part, or the part for its voice? */
  readonly seeker: 'voice' | 'part';
  readonly condition: WarpedCondition;
}

/** All queries of a task that have a wrong answer. */
export function pairQueries(
  clips: readonly EvaluatedClip[],
  { role, seeker, condition }: PairTask,
): readonly PairQuery[] {
  const whole = clips.filter(({ clip }) => clip.supplies.vocal && clip.supplies[role]);
  const shifted = role === 'harmonic' && conditionRules[condition].shifted;
  const pair = (seed: EvaluatedClip, part: EvaluatedClip): ScoredPair => ({
    ...{ seed: seed.clip, role, clip: part.clip },
    shift: shifted ? keyShift(part.clip.key, seed.clip.key) : 0,
  });
  return whole.flatMap((own) => {
    const wrong =
      seeker === 'voice'
        ? clips.filter((other) => isWrongAnswer(own, other, role, condition)).map((other) => pair(own, other))
        : clips
            .filter((other) => other.clip.supplies.vocal && isWrongAnswer(other, own, role, condition))
            .map((other) => pair(other, own));
    const right: ScoredPair = { seed: own.clip, role, clip: own.clip, shift: 0 };
    return wrong.length === 0 ? [] : [{ composition: own.composition, right, wrong }];
  });
}
