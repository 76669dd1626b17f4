import { createHash } from 'node:crypto';
import type { Clip } from '../../../domain/clip.js';
import type { Condition } from '../../../domain/condition.js';
import { randomFrom } from '../../../domain/random.js';
import { PipelineError } from '../../../errors.js';
import { drawTriple } from '../../../mashability/conditions/drawTriple.js';
import { recipeOf } from '../../../mashability/conditions/recipeOf.js';
import { leftOut, sings, type Selection } from '../../../operators/match/selection.js';
import type { FoundRecipe } from './foundRecipe.js';

export interface DrawOptions extends Selection {
  readonly condition: Condition;
  /** Same clips, same seed: same draw. */
  readonly seed: string;
}

/** Draws a mashup of a condition around a voice drawn from `clips`; a voice without parts makes way for another. Error `not-found`. */
export function drawRecipe(clips: ReadonlyMap<string, Clip>, options: DrawOptions): FoundRecipe {
  const { condition, seed: runSeed } = options;
  const random = randomFrom(runSeed, 'render', condition);
  const parts = [...clips.values()].filter((clip) => !leftOut(options, clip));
  const voices = parts
    .filter((clip) => clip.supplies.vocal && clip.trusted && sings(options, clip))
    .sort((a, b) => (a.clipId < b.clipId ? -1 : 1));
  while (voices.length > 0) {
    const [seed] = voices.splice(random.int(voices.length), 1);
    const triple = drawTriple(condition, seed, parts, random);
    if (!triple) continue;
    const mashup = recipeOf(seed, { condition, parts: triple }, clips);
    return { id: idOf(mashup), mashup, runSeed };
  }
  throw new PipelineError(
    'not-found',
    `Drawing a mashup of condition ${condition}: none of the voices asked for has such parts. Add songs, or take another condition.`,
  );
}

const idOf = (recipe: unknown): string =>
  createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 20);
