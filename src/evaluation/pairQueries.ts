import { keyShift } from '../domain/music/keyShift.js';
import { randomFrom } from '../domain/random.js';
import { clashingOffset } from '../mashability/conditions/clashingOffset.js';
import { conditionRules } from '../mashability/conditions/conditionRules.js';
import type { PartRole, ScoredPair } from '../ports/scorer.js';
import { drawSome } from './drawSome.js';
import { isWrongAnswer, type EvaluatedClip, type WrongCondition } from './evaluatedClip.js';
import type { PlayUnwarped } from './unwarpedPart.js';

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
  readonly condition: WrongCondition;
}

/** Of parts that are not warped so many are drawn, since each has to be made for its voice. */
const drawnUnwarped = 24;

type Pair = readonly [seed: EvaluatedClip, part: EvaluatedClip];

/** All queries of a task that have a wrong answer; draws depend on the ids of the clips alone. */
export function pairQueries(
  clips: readonly EvaluatedClip[],
  task: PairTask,
  playUnwarped: PlayUnwarped,
): readonly PairQuery[] {
  const { role, seeker, condition } = task;
  const { warped } = conditionRules[condition];
  const whole = clips.filter(({ clip }) => clip.supplies.vocal && clip.supplies[role]);
  return whole.flatMap((own) => {
    const pairs = clips
      .map((other): Pair => (seeker === 'voice' ? [own, other] : [other, own]))
      .filter(([seed, part]) => seed.clip.supplies.vocal && isWrongAnswer(seed, part, role, condition));
    const random = randomFrom('evaluate', condition, role, seeker, own.clip.clipId);
    const wrong = warped
      ? pairs.map((pair) => warpedPair(pair, task))
      : drawSome(pairs, drawnUnwarped, random).flatMap((pair) => unwarpedPair(pair, task, playUnwarped));
    const right: ScoredPair = { seed: own.clip, role, clip: own.clip, shift: 0 };
    return wrong.length === 0 ? [] : [{ composition: own.composition, right, wrong }];
  });
}

function warpedPair([{ clip: seed }, { clip }]: Pair, { role, condition }: PairTask): ScoredPair {
  const shifted = role === 'harmonic' && conditionRules[condition].shifted;
  return { seed, role, clip, shift: shifted ? keyShift(clip.key, seed.key) : 0 };
}

/** The part's first downbeat lies off the beat; none where it cannot. */
function unwarpedPair(pair: Pair, task: PairTask, playUnwarped: PlayUnwarped): readonly ScoredPair[] {
  const { seed, ...part } = warpedPair(pair, task);
  const random = randomFrom('evaluate', task.condition, task.role, seed.clipId, part.clip.clipId);
  const offset = clashingOffset(seed.grid.bpm, part.clip.grid.bpm, random);
  if (offset === undefined) return [];
  return [{ ...part, seed, clip: playUnwarped({ clip: part.clip, seed, offset }) }];
}
