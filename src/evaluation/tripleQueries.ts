import type { Clip } from '../domain/clip.js';
import { keyShift } from '../domain/music/keyShift.js';
import { randomFrom, type Random } from '../domain/random.js';
import { conditionRules } from '../mashability/conditions/conditionRules.js';
import type { ShiftedPart } from '../ports/scorer.js';
import { isWrongAnswer, type EvaluatedClip, type WarpedCondition } from './evaluatedClip.js';

/** A voice looks for the harmony and drums that it was made with, among all pairs of others. */
export interface TripleQuery {
  readonly composition: string;
  readonly seed: Clip;
  readonly harmonics: readonly ShiftedPart[];
  readonly percussions: readonly Clip[];
}

/** Of each role so many are drawn: their squares are the wrong answers. */
const drawn = 8;

/** All queries under a condition that have a wrong answer; the draw depends on the seed's id alone. */
export function tripleQueries(
  clips: readonly EvaluatedClip[],
  condition: WarpedCondition,
): readonly TripleQuery[] {
  const whole = clips.filter(
    ({ clip: { supplies } }) => supplies.vocal && supplies.harmonic && supplies.percussion,
  );
  return whole.flatMap((own) => {
    const random = randomFrom('evaluate', condition, own.clip.clipId);
    const of = (role: 'harmonic' | 'percussion'): readonly Clip[] =>
      some(
        clips.filter((other) => isWrongAnswer(own, other, role, condition)).map(({ clip }) => clip),
        random,
      );
    const harmonics = of('harmonic').map((clip) => ({
      clip,
      shift: conditionRules[condition].shifted ? keyShift(clip.key, own.clip.key) : 0,
    }));
    const percussions = of('percussion');
    if (harmonics.length === 0 || percussions.length === 0) return [];
    return [{ composition: own.composition, seed: own.clip, harmonics, percussions }];
  });
}

function some(clips: readonly Clip[], random: Random): readonly Clip[] {
  const places = clips.map((clip) => ({ clip, place: random.next() }));
  return places
    .toSorted((a, b) => a.place - b.place)
    .slice(0, drawn)
    .map(({ clip }) => clip);
}
