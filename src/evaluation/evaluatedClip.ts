import type { Clip } from '../domain/clip.js';
import type { Condition } from '../domain/condition.js';
import type { Split } from '../domain/learning/split.js';
import { conditionRules, type Accepts } from '../mashability/conditions/conditionRules.js';
import { meterFits } from '../mashability/conditions/matchRule.js';
import { sameRecording } from '../mashability/conditions/sameRecording.js';
import type { PartRole } from '../ports/scorer.js';

/** A clip with the composition that it is a recording of: others of that are neither right nor wrong answers. */
export interface EvaluatedClip {
  readonly clip: Clip;
  readonly composition: string;
  /** What song.json beside it says. */
  readonly split?: Split;
}

/** What wrong answers are like; the right one is *original*. */
export type WrongCondition = Exclude<Condition, 'original'>;

/** Can one clip be asked for, and the other stand among the wrong answers, in a role and under a condition? */
export function isWrongAnswer(
  seed: EvaluatedClip,
  other: EvaluatedClip,
  role: PartRole,
  condition: WrongCondition,
): boolean {
  const accepts: Accepts = conditionRules[condition][role];
  return (
    other.composition !== seed.composition &&
    other.clip.supplies[role] &&
    meterFits(seed.clip.grid.meter, other.clip.grid.meter) &&
    !sameRecording(seed.clip, other.clip) &&
    accepts(seed.clip, other.clip)
  );
}
