import type { Clip } from '../domain/clip.js';
import { keyShift } from '../domain/music/keyShift.js';
import { randomFrom, type Random } from '../domain/random.js';
import { clashingOffset } from '../mashability/conditions/clashingOffset.js';
import { conditionRules } from '../mashability/conditions/conditionRules.js';
import type { PartRole, ShiftedPart } from '../ports/scorer.js';
import { drawSome } from './drawSome.js';
import { isWrongAnswer, type EvaluatedClip, type WrongCondition } from './evaluatedClip.js';
import type { PlayUnwarped } from './unwarpedPart.js';

/** Every harmony with every drums. */
export interface PartsGrid {
  readonly harmonics: readonly ShiftedPart[];
  readonly percussions: readonly Clip[];
}

/** A voice looks for the harmony and drums that it was made with, among pairs of others. */
export interface TripleQuery {
  readonly composition: string;
  readonly seed: Clip;
  readonly wrong: readonly PartsGrid[];
}

/** Of each role so many are drawn: their squares are the wrong answers. */
const drawn = 8;

/** All queries under a condition that have a wrong answer; the draw depends on the seed's id alone. */
export function tripleQueries(
  clips: readonly EvaluatedClip[],
  condition: WrongCondition,
  playUnwarped: PlayUnwarped,
): readonly TripleQuery[] {
  const { shifted, warped } = conditionRules[condition];
  const whole = clips.filter(
    ({ clip: { supplies } }) => supplies.vocal && supplies.harmonic && supplies.percussion,
  );
  return whole.flatMap((own) => {
    const seed = own.clip;
    const random = randomFrom('evaluate', condition, seed.clipId);
    const of = (role: PartRole): readonly Clip[] => {
      const others = clips.filter((other) => isWrongAnswer(own, other, role, condition));
      return drawSome(others, drawn, random).map(({ clip }) => clip);
    };
    const harmonics = of('harmonic').map((clip) => ({
      clip,
      shift: shifted ? keyShift(clip.key, seed.key) : 0,
    }));
    const grid = { harmonics, percussions: of('percussion') };
    const grids = warped ? [grid] : unwarpedGrids(seed, grid, { random, playUnwarped });
    const wrong = grids.filter((each) => each.harmonics.length > 0 && each.percussions.length > 0);
    return wrong.length === 0 ? [] : [{ composition: own.composition, seed, wrong }];
  });
}

/** Nothing is stretched, and one of the two is moved off the beat: the harmony in one half of the mashups, the drums in the other. */
function unwarpedGrids(
  seed: Clip,
  { harmonics, percussions }: PartsGrid,
  { random, playUnwarped }: { readonly random: Random; readonly playUnwarped: PlayUnwarped },
): readonly PartsGrid[] {
  const still = (clip: Clip): Clip => playUnwarped({ clip, seed, offset: 0 });
  const moved = (clip: Clip): readonly Clip[] => {
    const offset = clashingOffset(seed.grid.bpm, clip.grid.bpm, random);
    return offset === undefined ? [] : [playUnwarped({ clip, seed, offset })];
  };
  const half = Math.ceil(harmonics.length / 2);
  return [
    {
      harmonics: harmonics
        .slice(0, half)
        .flatMap(({ clip, shift }) => moved(clip).map((each) => ({ clip: each, shift }))),
      percussions: percussions.map(still),
    },
    {
      harmonics: harmonics.slice(half).map(({ clip, shift }) => ({ clip: still(clip), shift })),
      percussions: percussions.flatMap(moved),
    },
  ];
}
